// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.plans.PlanReader;
import dev.interlock.workflows.temporal.InterlockAttributes;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartOptionsTest {

    @Test
    void detailsAreWrittenForPeople() {
        String details = String.valueOf(options("users", "").getStaticDetails());

        assertThat(details).isEqualTo("""
                - **Database** shop, **tables** public.users
                - **Owner** nobody named
                - **Flag** `users-split-name`, ramp 1 % → 5 % → 20 % → 50 % → 100 %
                - **Soak** 14 d, then the contract, once approved
                """);
    }

    @Test
    void detailsSayWhenNobodyIsAsked() {
        String details = String.valueOf(options("users", "soak: {duration: 90s}\ncontract: {approval: none}\n")
                .getStaticDetails());

        assertThat(details)
                .endsWith(
                        "- **Soak** 1 m 30 s, then the contract, approved only where the gate cannot know something\n");
    }

    @Test
    void veryManyTablesFitIntoTheSearchAttribute() {
        String tables =
                IntStream.range(0, 2_000).mapToObj(i -> "table_" + i).collect(Collectors.joining(", ", "users, ", ""));

        WorkflowOptions options = options(tables, "");

        SearchAttributes attributes = options.getTypedSearchAttributes();
        List<String> shown = attributes.get(InterlockAttributes.TABLES);
        assertThat(String.join("\",\"", shown)).hasSizeLessThan(2_040).endsWith(" more");
        assertThat(options.getStaticDetails()).hasSizeLessThan(3_000);
    }

    private static WorkflowOptions options(String tables, String more) {
        String yaml = "apiVersion: interlock.dev/v1\nid: users-split-name\ndatabase: shop\ntables: [" + tables + "]\n";
        MigrationPlan plan = new PlanReader(List.of("shop"))
                .read(Map.of(
                        "migration.yaml",
                        yaml + more,
                        "expand.sql",
                        "ALTER TABLE users ADD COLUMN email text;\n",
                        "contract.sql",
                        "ALTER TABLE users DROP COLUMN phone;\n"))
                .plan()
                .orElseThrow();
        return StartOptions.of(plan, Optional.empty());
    }
}
