// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.ddl.Change;
import dev.interlock.domain.ddl.ParsedStatement;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.sql.SqlWords;
import dev.interlock.plans.sql.StatementParser;
import dev.interlock.plans.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code contract.usage} before it is ever run: one query, and nothing that changes anything. */
final class UsageQuery {

    private static final Set<String> READS = Set.of("select", "with", "values", "table");
    private static final Set<Change.Kind> HARMLESS = Set.of(Change.Kind.OTHER, Change.Kind.UNREADABLE);

    private UsageQuery() {}

    static Optional<Problem> judge(Section root) {
        return root.section("contract")
                .flatMap(contract -> contract.text("usage"))
                .filter(sql -> !isQuery(sql))
                .map(
                        sql -> Problem.atKey(
                                PlanRule.CONTRACT_USAGE,
                                "contract.usage",
                                "it is not one query that only reads",
                                "one SELECT of one value, such as SELECT count(*) FROM old_path_calls WHERE at > now() - interval '14 days'"));
    }

    private static boolean isQuery(String sql) {
        List<ParsedStatement> statements =
                StatementParser.script("contract.usage", sql).statements();
        return statements.size() == 1
                && SqlWords.of(sql).first().filter(READS::contains).isPresent()
                && statements.get(0).changes().stream().allMatch(change -> HARMLESS.contains(change.kind()));
    }
}
