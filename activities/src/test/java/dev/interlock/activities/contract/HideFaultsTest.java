// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.Beside;
import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.ddl.WireProxy.Fault;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.workflows.port.Call;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A session that is cut off at every statement of hiding, coming back and dropping: all of it has happened, or nothing. */
@Execution(ExecutionMode.CONCURRENT)
final class HideFaultsTest {

    private static final String KILL = "SELECT percent FROM interlock.kill('split', 'bob', 'pager')";

    private final TestMigration migration = new TestMigration(TestServer.withLedger());
    private final Hiding hiding = new Hiding(migration);
    private final TestPlan plan = new TestPlan()
            .hide(Duration.ofHours(1))
            .sync(SyncRule.of("users", Map.of("name", "full_name"), Map.of("full_name", "name")))
            .expand("ALTER TABLE users ADD COLUMN name text")
            .contract("ALTER TABLE users DROP COLUMN full_name");

    @BeforeEach
    void aTable() {
        migration.run("CREATE TABLE users (id int PRIMARY KEY, full_name text);"
                + " INSERT INTO users SELECT i, 'n' || i FROM generate_series(1, 100) i");
    }

    static Stream<Arguments> statementsOfHiding() {
        return CutOff.at(
                "FROM interlock.hiding WHERE migration",
                "LOCK TABLE",
                "SET LOCAL idle_in_transaction",
                "FOR UPDATE NOWAIT",
                "FOR NO KEY UPDATE NOWAIT",
                "FROM interlock.attempt",
                "pg_has_role",
                "FROM pg_depend",
                "FROM pg_publication_tables",
                "INSERT INTO interlock.hiding",
                "INSERT INTO interlock.hidden",
                "RENAME COLUMN",
                "SELECT pg_get_functiondef",
                "CREATE OR REPLACE FUNCTION interlock.sync");
    }

    static Stream<Arguments> statementsOfComingBack() {
        return CutOff.at(
                "SELECT interlock.unhide", "FROM interlock.flag WHERE key = $1 FOR UPDATE", "SET percent = $1");
    }

    static Stream<Arguments> statementsOfDropping() {
        return CutOff.at(
                "interlock.names_back", "DROP TRIGGER", "DROP COLUMN", "SET pinned = true", "SET dropped_at = clock");
    }

    @ParameterizedTest
    @MethodSource("statementsOfHiding")
    void hidingThatIsCutOffHasHiddenNothingAndTheNextAttemptHidesAll(String statement, Fault fault) throws Exception {
        Call call = hiding.at100(plan);
        Optional<String> before = hiding.catalogue();

        CutOff.during(migration, plan, statement, fault, unlucky -> unlucky.contract.hide(call));

        migration.await(
                "0",
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE '%:hide:%'");
        assertThat(hiding.catalogue()).isEqualTo(before);
        assertThat(migration.contract.hide(call)).isInstanceOf(Outcome.Done.class);
        assertThat(hiding.columns("users")).contains("id,interlock_hidden_1_1_full_name,name");
        assertThat(migration.text(KILL)).contains("0");
        assertThat(hiding.catalogue()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("statementsOfComingBack")
    void goingBackThatIsCutOffIsAllOrNothingAndTheNextAttemptGoesBack(String statement, Fault fault) throws Exception {
        Call call = hiding.at100(plan);
        Optional<String> before = hiding.catalogue();
        migration.contract.hide(call);
        Call back = TestMigration.in(call, "ROLLING_BACK");

        CutOff.during(migration, plan, statement, fault, unlucky -> unlucky.flags.zero(back, "ann", "because"));

        assertThat(hiding.flag()).contains("100000 new");
        assertThat(hiding.columns("users")).contains("id,interlock_hidden_1_1_full_name,name");
        assertThat(migration.flags.zero(back, "ann", "because")).isInstanceOf(Outcome.FlagSet.class);
        assertThat(hiding.flag()).contains("0 old");
        assertThat(hiding.catalogue()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("statementsOfDropping")
    void dropThatIsCutOffLeavesTheNamesHiddenAndAKillStillWorks(String statement, Fault fault) throws Exception {
        Call call = hiding.at100(plan);
        Optional<String> before = hiding.catalogue();
        migration.contract.hide(call);
        Call dropping = TestMigration.in(call, "DROPPING");

        CutOff.during(migration, plan, statement, fault, unlucky -> unlucky.contract.drop(dropping));

        assertThat(migration.contract.askDrop(dropping)).isInstanceOf(Outcome.NotDropped.class);
        assertThat(hiding.columns("users")).contains("id,interlock_hidden_1_1_full_name,name");
        assertThat(migration.text(KILL)).contains("0");
        assertThat(hiding.catalogue()).isEqualTo(before);
        assertThat(migration.contract.drop(dropping)).isInstanceOf(Outcome.NotDropped.class);
    }

    @RepeatedTest(8)
    void killThatRacesTheDropWinsWholeOrLosesWhole() throws Exception {
        Call call = hiding.at100(plan);
        migration.contract.hide(call);
        CompletableFuture<Outcome> dropping =
                Beside.supply(() -> migration.contract.drop(TestMigration.in(call, "DROPPING")));
        CompletableFuture<Boolean> killing = Beside.supply(this::killed);

        Outcome outcome = dropping.get();
        boolean killed = killing.get();

        assertThat(killed).isEqualTo(outcome instanceof Outcome.NotDropped);
        assertThat(hiding.flag()).contains(killed ? "0 old" : "100000 new");
        assertThat(hiding.columns("users")).contains(killed ? "full_name,id,name" : "id,name");
    }

    @RepeatedTest(8)
    void killThatRacesTheHideEndsWithNothingHidden() throws Exception {
        Call call = hiding.at100(plan);
        CompletableFuture<Outcome> hide = Beside.supply(() -> migration.contract.hide(call));
        CompletableFuture<Boolean> killing = Beside.supply(this::killed);

        assertThat(killing.get()).isTrue();

        assertThat(hide.get()).isInstanceOfAny(Outcome.Done.class, Outcome.FlagMoved.class);
        assertThat(hiding.flag()).contains("0 old");
        assertThat(hiding.columns("users")).contains("full_name,id,name");
    }

    private boolean killed() {
        try {
            return migration.text(KILL).isPresent();
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).contains("the old path is gone")) {
                return false;
            }
            throw e;
        }
    }
}
