// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.StatementServer;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.statement.Observation;
import dev.interlock.activities.statement.StatementClock;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.ddl.TableParts;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate's question to pg_stat_statements, on a server that has it. */
final class ObservedTest {

    private static final StatementServer SERVER = StatementServer.start(5000);

    private final TestMigration migration = new TestMigration(SERVER.database());
    private Call call;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void aSoakThatHasBegun() throws SQLException {
        SERVER.empty();
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text, first_name text)");
        migration.run("SELECT full_name FROM users WHERE id = 1; SELECT * FROM users");
        call = TestMigration.in(
                migration.claimed(new TestPlan().contract("ALTER TABLE users DROP COLUMN full_name")), "RAMPING");
        migration.flags.raise(call, Percent.FULL);
        migration.text(
                "SELECT count(*) FROM interlock.report('split', 'a', md5('a')::uuid, (SELECT version FROM interlock.flag), 0,"
                        + " ARRAY[0,0,0,0,0,0,0,0,0,0,0,0]::bigint[], false)");
        call = TestMigration.in(call, "SOAKING");
        tick();
    }

    @Test
    void whatWasCalledBeforeTheSoakOnlyIsNoReader() {
        migration.run("SELECT first_name FROM users; UPDATE users SET first_name = 'Bo' WHERE id = 1");

        assertThat(gate())
                .isInstanceOfSatisfying(
                        Outcome.GateOpen.class,
                        open -> assertThat(open.unknown()).isEmpty());
        assertThat(migration.text("SELECT facts -> 'observed' ->> 'found' FROM interlock.evidence"))
                .hasValueSatisfying(found -> assertThat(found).startsWith("no reader among"));
    }

    @Test
    void whatTheArchiveItselfReadsIsNoReader() {
        assertThat(migration.contract.archive(call)).isInstanceOf(Outcome.Done.class);

        assertThat(gate()).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void aCallOnAnOldNameIsADoubtThatNamesTheStatementAndItsRole() {
        migration.run("SELECT full_name FROM users WHERE id = 7");

        assertThat(reasons())
                .singleElement()
                .asString()
                .isEqualTo(
                        "observed: a statement that needs column public.users.full_name was called since the last look"
                                + " (role postgres): SELECT full_name FROM users WHERE id = $1");
    }

    @Test
    void theDoubtEndsWhenTheStatementHasNotBeenCalledForAWholeSoak() {
        migration.run("SELECT full_name FROM users WHERE id = 7");
        reasons();

        assertThat(gate()).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void whoTakesWholeRowsIsNamedForTheApproval() {
        migration.run("SELECT * FROM users");

        assertThat(unknown())
                .containsExactly(
                        "Observed: a statement that takes whole rows and may need column public.users.full_name"
                                + " (role postgres): SELECT * FROM users");
    }

    @Test
    void ofManyWhoTakeWholeRowsTenAreInTheAnswerAndAllAreInTheEvidence() {
        for (int i = 1; i <= 12; i++) {
            migration.run("SELECT *, " + "1 + ".repeat(i) + "1 FROM users");
        }

        assertThat(gate()).isInstanceOfSatisfying(Outcome.GateOpen.class, open -> {
            assertThat(open.unknown()).hasSize(10);
            assertThat(open.more()).isEqualTo(2);
        });
        assertThat(migration.text("SELECT jsonb_array_length(facts #> '{observed,unknown}') FROM interlock.evidence"))
                .contains("12");
    }

    @Test
    void aStatementThatCannotBeParsedIsNamedForTheApproval() {
        migration.run("SELECT id FROM users WHERE (id, first_name) > (1, 'x')");

        assertThat(unknown())
                .singleElement()
                .asString()
                .startsWith("Observed: a statement that cannot be parsed and may need column public.users.full_name");
    }

    @Test
    void statementsOfOursAreNoReaders() {
        migration.run(
                "SELECT full_name FROM users u WHERE NOT EXISTS (SELECT FROM interlock.flag f WHERE f.key = u.full_name)");

        assertThat(gate()).isInstanceOf(Outcome.GateOpen.class);
    }

    @Test
    void aResetRestartsTheClockAndIsOnRecord() {
        migration.run("SELECT stats.pg_stat_statements_reset()");
        gate();

        assertThat(clock()).hasValue("1 pg_stat_statements was reset");
    }

    @Test
    void aResetOfOneStatementRestartsTheClock() {
        migration.run("""
                SELECT stats.pg_stat_statements_reset(0, 0, queryid) FROM stats.pg_stat_statements
                WHERE query = 'SELECT full_name FROM users WHERE id = $1'
                """);
        gate();

        assertThat(clock()).hasValue("1 counts of single statements were reset");
    }

    @Test
    void aRestartOfTheServerRestartsTheClock() {
        migration.run("UPDATE interlock.statement_clock SET server_started = server_started - interval '1 hour'");
        gate();

        assertThat(clock()).hasValue("1 the server was started anew");
    }

    @Test
    void anEvictionRestartsTheClock() throws SQLException {
        try (StatementServer small = StatementServer.start(100);
                Connection connection = small.database().connect("test")) {
            TestMigration other = new TestMigration(small.database());
            other.run("CREATE TABLE users (id int)");
            Call waiting = other.claimed(new TestPlan());
            new StatementClock(waiting.number()).tick(connection);
            for (int i = 1; i <= 120; i++) {
                Sql.run(connection, "SELECT " + "1 + ".repeat(i) + "1");
            }

            new StatementClock(waiting.number()).tick(connection);

            assertThat(other.text("SELECT why FROM interlock.statement_clock"))
                    .hasValueSatisfying(why -> assertThat(why).contains("for want of room"));
        }
    }

    @Test
    void aGapInTheSoakIsADoubtAndAfterASecondSoakAQuestion() {
        ObservedCheck early = check(Duration.ofDays(14), Duration.ofDays(15));
        ObservedCheck late = check(Duration.ofDays(14), Duration.ofDays(28));

        assertThat(early.of(seen(Duration.ofDays(2))).found())
                .isEqualTo(
                        "statements have been counted without a gap only for 2 d of 14 d, since the server was started anew");
        assertThat(late.of(seen(Duration.ofDays(2))).unknown())
                .containsExactly("Observed: statements were not counted without a gap for a whole soak,"
                        + " since the server was started anew");
    }

    @Test
    void aRoleThatMayNotReadOthersTextsSaysWhatWouldOpenItsEyes() throws SQLException {
        migration.run("CREATE ROLE blind");
        try (Connection connection = SERVER.database().connect("test")) {
            Sql.run(
                    connection,
                    "GRANT USAGE ON SCHEMA interlock, stats TO blind;"
                            + " GRANT ALL ON ALL TABLES IN SCHEMA interlock TO blind; SET ROLE blind");

            assertThat(new StatementClock(call.number())
                            .observe(connection, Duration.ZERO)
                            .limits())
                    .containsExactly("statements of other roles, whose texts role blind may not read"
                            + " (GRANT pg_read_all_stats TO blind)");
        }
        migration.run("DROP OWNED BY blind; DROP ROLE blind");
    }

    private static ObservedCheck check(Duration soak, Duration soaked) {
        TableParts names = new TableParts(Set.of(TableName.of("users")), Set.of("full_name"), Set.of());
        return new ObservedCheck(
                soak, soaked, List.of(new RemovedTable(List.of("column public.users.full_name"), names)));
    }

    private static Observation seen(Duration covered) {
        return new Observation(
                Optional.empty(), covered, Optional.of("the server was started anew"), List.of(), List.of());
    }

    private void tick() throws SQLException {
        try (Connection connection = SERVER.database().connect("test")) {
            new StatementClock(call.number()).tick(connection);
        }
    }

    private Outcome gate() {
        return migration.contract.gate(call, Instant.now());
    }

    private List<String> reasons() {
        return ((Outcome.GateClosed) gate()).reasons();
    }

    private List<String> unknown() {
        return ((Outcome.GateOpen) gate()).unknown();
    }

    private Optional<String> clock() {
        return migration.text("SELECT restarts || ' ' || why FROM interlock.statement_clock");
    }
}
