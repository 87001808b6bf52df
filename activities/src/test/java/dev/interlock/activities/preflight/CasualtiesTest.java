// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.domain.lifecycle.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A contract that takes along what it does not name is refused before the first lock. */
final class CasualtiesTest {

    private final TestMigration migration = new TestMigration(TestServer.withLedger());

    @Test
    void eachIsNamedWithTheStatementThatDeclaresIt() {
        migration.run("""
                CREATE TABLE teams (id int PRIMARY KEY);
                CREATE TABLE users (id int, team int REFERENCES teams, PRIMARY KEY (id, team));
                CREATE INDEX by_team ON users (id) WHERE team > 1;
                """);

        assertThat(preflight("ALTER TABLE users DROP COLUMN team"))
                .isEqualTo(new Outcome.Refused(List.of(
                        refusal("constraint users_pkey", "ALTER TABLE public.users DROP CONSTRAINT users_pkey"),
                        refusal(
                                "constraint users_team_fkey",
                                "ALTER TABLE public.users DROP CONSTRAINT users_team_fkey"),
                        refusal("index by_team", "DROP INDEX public.by_team"))));
    }

    @Test
    void whatIsNamedIsDeclaredAndADefaultIsTheColumnsOwn() {
        migration.run("""
                CREATE TABLE users (id int PRIMARY KEY, team int NOT NULL DEFAULT 7 CONSTRAINT "Team" CHECK (team > 0));
                CREATE INDEX by_team ON users (team);
                """);

        assertThat(preflight("""
                DROP INDEX IF EXISTS public.by_team;
                ALTER TABLE users DROP CONSTRAINT "Team", DROP COLUMN team;
                """)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void allThatIsInATableGoesWithIt() {
        migration.run(
                "CREATE TABLE users (id serial PRIMARY KEY, name text UNIQUE); CREATE INDEX by_name ON users (name)");

        assertThat(preflight("DROP TABLE users")).isInstanceOf(Outcome.Done.class);
    }

    private Outcome preflight(String contract) {
        return migration.schema.preflight(
                TestMigration.in(migration.claimed(new TestPlan().contract(contract)), "PREFLIGHT"));
    }

    private static String refusal(String what, String statement) {
        return "contract: dropping column public.users.team takes " + what
                + " along, which the contract does not name; write " + statement + " before it in the same file";
    }
}
