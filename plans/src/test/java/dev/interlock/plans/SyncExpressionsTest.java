// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.plan.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "full_name || now() ~ now() gives another value later ~ a moment that the row itself holds",
                "coalesce(full_name, CURRENT_DATE::text) ~ current_date gives another value later ~ a moment",
                "'now'::timestamptz::text ~ 'now' gives another value later ~ a moment",
                "(date 'Tomorrow')::text ~ 'Tomorrow' gives another value later ~ a moment",
                "age(full_name::timestamptz)::text ~ age() of one moment gives another value later ~ a moment",
                "full_name || pg_catalog.random() ~ random() gives another value each time ~ such as md5(email)",
                "gen_random_uuid()::text ~ gen_random_uuid() gives another value each time ~ such as md5(email)",
                "nextval('users_id_seq')::text ~ nextval() takes from a sequence ~ a default on the column",
                "current_user || full_name ~ current_user gives another value to another session ~ a constant",
                "current_setting('TimeZone') ~ current_setting() gives another value to another session ~ a constant",
                "max(full_name) ~ max() is computed over many rows ~ greatest(a, b)",
                "unnest(string_to_array(full_name, ' ')) ~ unnest() gives several values ~ tags[1]",
                "full_name || $1 ~ $1 is a parameter ~ the value itself",
                "full_name || '${suffix}' || ${suffix} ~ ${suffix} is a parameter ~ the value itself",
                "to_tsvector(full_name)::text ~ to_tsvector() depends on default_text_search_config ~ to_tsvector('english'",
            })
    void whatIsNotTheSameTwiceIsNamedWithWhatToWriteInstead(String expression, String message, String instead) {
        assertThat(problems(expression)).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("sync-unsteady");
            assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(problem.path()).isEqualTo("sync[0].forward.first_name");
            assertThat(problem.message()).contains(message);
            assertThat(problem.instead()).contains(instead);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "full_name::timestamptz",
                "CASE WHEN full_name = 'now' THEN 'random()' ELSE 'max(x)' END",
                "to_tsvector('english', full_name)::text",
                "age(full_name::timestamp, timestamp '2000-01-01')::text",
                "app.now(full_name)",
                "full_name::jsonb ? 'a'",
            })
    void whatIsTheSameAlwaysIsTaken(String expression) {
        assertThat(problems(expression)).noneMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    @Test
    void everyReasonIsGivenAtOnce() {
        assertThat(problems("first_name || now() || random() || (SELECT name FROM cities)"))
                .extracting(Problem::rule)
                .containsExactlyInAnyOrder("sync-unsteady", "sync-unsteady", "sync-expression", "sync-crosses-sides");
    }

    private static List<Problem> problems(String expression) {
        String yaml = "sync:\n  - table: users\n    forward:\n      first_name: >-\n        " + expression
                + "\n    backward:\n      full_name: first_name\n";
        return new PlanReader().read(Plans.with(yaml)).problems();
    }
}
