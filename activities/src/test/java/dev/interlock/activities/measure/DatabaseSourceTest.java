// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestServer;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.activities.source.Questions;
import dev.interlock.activities.source.ValueSourceContract;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.GuardrailSource;
import dev.interlock.domain.plan.GuardrailSource.Measure;
import dev.interlock.domain.plan.Percent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DatabaseSourceTest extends ValueSourceContract {

    private static final Duration SHORT = Duration.ofMillis(300);

    private Database database;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        database = TestServer.withLedger();
        connection = database.connect("interlock:test");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.close();
    }

    @Override
    protected MetricSource source() {
        return new DatabaseSource(connection, List.of("public.users"), SHORT);
    }

    @Override
    protected Question ofSaturation() {
        return question(new GuardrailSource.DatabaseQuery("SELECT * FROM busy()"));
    }

    private static Question question(GuardrailSource asked) {
        GuardrailRule rule =
                new GuardrailRule("own", GuardrailRule.Kind.THRESHOLD, 1.25, GuardrailRule.OnFail.ROLLBACK, asked, 1);
        return new Question(Questions.ASKER, rule, Percent.of(5), Questions.AT, Questions.WINDOW);
    }

    private void busy(String body) {
        run("CREATE OR REPLACE FUNCTION public.busy() RETURNS SETOF float8 LANGUAGE plpgsql AS $$ BEGIN " + body
                + "; END $$");
    }

    private void run(String sql) {
        try (Connection other = database.connect("test")) {
            Sql.run(other, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void has(double value) {
        busy("RETURN QUERY VALUES (" + value + "::float8)");
    }

    @Override
    protected void hasNothing() {
        busy("RETURN");
    }

    @Override
    protected void hasNoNumber() {
        busy("RETURN QUERY VALUES ('NaN'::float8)");
    }

    @Override
    protected void hasTwo() {
        busy("RETURN QUERY VALUES (1::float8), (2)");
    }

    @Override
    protected void refuses() {
        busy("RAISE 'no such metric'");
    }

    @Override
    protected void isBroken() {
        busy("RAISE 'out of memory' USING ERRCODE = '53200'");
    }

    @Override
    protected void isDown() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void hangs() {
        busy("PERFORM pg_sleep(60)");
    }

    @Test
    void aQueryThatWritesIsRefusedByItsTransaction() {
        run("CREATE TABLE public.written (id int)");
        busy("INSERT INTO public.written VALUES (1); RETURN QUERY VALUES (1::float8)");

        assertThat(read(new GuardrailSource.DatabaseQuery("SELECT * FROM busy()")))
                .isInstanceOf(SourceReading.Wrong.class);
    }

    @Test
    void whatTheExpandWillMakeIsNotThereYet() {
        assertThat(read(new GuardrailSource.DatabaseQuery("SELECT count(fresh) FROM interlock.flag")))
                .isInstanceOf(SourceReading.Nothing.class);
    }

    @Test
    void theOldestTransactionIsAnybodysButOurs() throws SQLException {
        assertThat(value(Measure.OLDEST_TRANSACTION)).isZero();
        try (Connection other = database.connect("shop")) {
            other.setAutoCommit(false);
            Sql.run(other, "SELECT pg_sleep(0.05)");

            assertThat(value(Measure.OLDEST_TRANSACTION)).isGreaterThanOrEqualTo(0.05);
        }
    }

    @Test
    void whoMayNotSeeSessionsIsToldWhichGrantIsMissing() throws SQLException {
        run("DO $$ BEGIN IF to_regrole('blinkered') IS NULL THEN CREATE ROLE blinkered LOGIN; END IF; END $$");
        try (Database blinkered = TestServer.as(database, "blinkered", "");
                Connection open = blinkered.connect("interlock:test");
                Connection other = database.connect("shop")) {
            other.setAutoCommit(false);
            Sql.run(other, "SELECT 1");

            SourceReading reading = new DatabaseSource(open, List.of())
                    .ask(question(new GuardrailSource.DatabaseMeasure(Measure.OLDEST_TRANSACTION)))
                    .join();

            assertThat(reading.asSilent().why())
                    .isEqualTo("sessions are hidden from this role: GRANT pg_read_all_stats TO blinkered");
        }
    }

    @Test
    void withoutAReplicaThereIsNoLag() {
        assertThat(read(new GuardrailSource.DatabaseMeasure(Measure.REPLICA_LAG))
                        .asSilent()
                        .why())
                .isEqualTo("no replica is connected");
    }

    @Test
    void connectionsAreAShareOfAll() {
        assertThat(value(Measure.CONNECTIONS)).isBetween(0.004, 1.0);
    }

    @Test
    void deadRowsAreAShareOfTheLargeClaimedTables() {
        large();
        run("DELETE FROM public.users WHERE id % 4 = 0");
        run("SELECT pg_stat_force_next_flush()");
        run("ANALYZE public.users");

        assertThat(value(Measure.DEAD_TUPLES)).isBetween(0.24, 0.26);
    }

    @Test
    void aPlanThatScansALargeClaimedTableFailsUntilThereIsAnIndex() {
        large();
        GuardrailSource lookup =
                new GuardrailSource.DatabasePlan("SELECT filler FROM users WHERE id = $1 AND $2::int > 0");

        assertThat(read(lookup))
                .asInstanceOf(InstanceOfAssertFactories.type(SourceReading.Said.class))
                .returns(Verdict.FAIL, SourceReading.Said::verdict)
                .extracting(SourceReading.Said::reason)
                .asString()
                .matches("its plan scans public.users \\([0-9,]+ pages\\) from end to end");
        run("CREATE INDEX ON public.users (id)");
        assertThat(read(lookup))
                .asInstanceOf(InstanceOfAssertFactories.type(SourceReading.Said.class))
                .returns(Verdict.PASS, SourceReading.Said::verdict);
    }

    @Test
    void aStatementThatChangesRowsIsPlannedAndNotRun() {
        large();

        assertThat(read(new GuardrailSource.DatabasePlan("DELETE FROM users WHERE id = $1")))
                .asInstanceOf(InstanceOfAssertFactories.type(SourceReading.Said.class))
                .returns(Verdict.FAIL, SourceReading.Said::verdict);
        assertThat(value(new GuardrailSource.DatabaseQuery("SELECT count(*) FROM users")))
                .isEqualTo(2_200);
    }

    @Test
    void aTablePartitionedByAValueOfTheStatementIsScannedByIt() {
        run("CREATE TABLE public.users (id int, tenant int, filler text STORAGE PLAIN) PARTITION BY LIST (tenant)");
        run("CREATE TABLE public.users_1 PARTITION OF public.users FOR VALUES IN (1)");
        run("INSERT INTO public.users SELECT g, 1, repeat('x', 3900) FROM generate_series(1, 2200) g");
        run("ANALYZE public.users");

        assertThat(read(new GuardrailSource.DatabasePlan("SELECT filler FROM users WHERE tenant = $1 AND id = $2")))
                .asInstanceOf(InstanceOfAssertFactories.type(SourceReading.Said.class))
                .returns(Verdict.FAIL, SourceReading.Said::verdict);
    }

    @Test
    void allQuestionsOfALookShareItsTime() {
        hangs();
        MetricSource source = source();

        assertThat(source.ask(ofSaturation()).join().asSilent().why()).contains("statement timeout");
        assertThat(source.ask(ofSaturation()).join().asSilent().why())
                .isEqualTo("the questions before this one have taken all the time of a look");
    }

    @Test
    void aStatementThatIsMisspeltIsWrong() {
        assertThat(read(new GuardrailSource.DatabasePlan("SELEC 1"))).isInstanceOf(SourceReading.Wrong.class);
    }

    private void large() {
        run("CREATE TABLE public.users (id int, filler text STORAGE PLAIN) WITH (autovacuum_enabled = off)");
        run("INSERT INTO public.users SELECT g, repeat('x', 3900) FROM generate_series(1, 2200) g");
    }

    private double value(GuardrailSource asked) {
        return ((SourceReading.Value) read(asked)).value();
    }

    private double value(Measure measure) {
        return value(new GuardrailSource.DatabaseMeasure(measure));
    }

    private SourceReading read(GuardrailSource asked) {
        CompletableFuture<SourceReading> reading = source().ask(question(asked));
        return reading.join();
    }
}
