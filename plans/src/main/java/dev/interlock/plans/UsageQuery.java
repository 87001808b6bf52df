// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.yaml.Section;
import java.util.Optional;

/** {@code contract.usage} before it is ever run: one query, and nothing that changes anything. */
final class UsageQuery {

    private UsageQuery() {}

    static Optional<Problem> judge(Section root) {
        return root.section("contract")
                .flatMap(contract -> contract.text("usage"))
                .filter(sql -> !LoneStatement.reads(sql))
                .map(
                        sql -> Problem.atKey(
                                PlanRule.CONTRACT_USAGE,
                                "contract.usage",
                                "it is not one query that only reads",
                                "one SELECT of one value, such as SELECT count(*) FROM old_path_calls WHERE at > now() - interval '14 days'"));
    }
}
