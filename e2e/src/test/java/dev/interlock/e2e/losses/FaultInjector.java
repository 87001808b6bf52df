// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.activities.flag.FlagAdapter;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseSettings;
import dev.interlock.activities.ledger.Databases;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.demo.stack.ShopDatabase;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.Waiting;
import dev.interlock.workflows.port.Call;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does to a migration what the list says, each thing at its moment. */
final class FaultInjector {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSED_WRITES = 100;

    /** SQLSTATEs of a kill: the drop has committed; somebody keeps the table. */
    private static final String PINNED = "55000";

    private static final String LOCKED = "55P03";

    private final Servers servers;
    private final LossWorld world;
    private final String id;
    private final List<String> findings = new ArrayList<>();

    FaultInjector(Servers servers, LossWorld world) {
        this.servers = servers;
        this.world = world;
        id = world.id();
    }

    /** What a fault itself has shown to be wrong. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** In their order. */
    void inject(List<TimedFault> faults) throws Exception {
        for (TimedFault fault : faults) {
            inject(fault);
        }
    }

    private void inject(TimedFault timed) throws Exception {
        world.await(timed.moment());
        world.awaitWrites(timed.writes());
        switch (timed.fault()) {
            case KILL_WORKER -> {
                servers.killWorker();
                servers.startWorker();
            }
            case CRASH_POSTGRES -> servers.crashPostgres();
            case DROP_APPLICATION_CONNECTIONS -> terminate("usename = 'shop_app'");
            case DROP_OUR_CONNECTIONS -> terminate("application_name LIKE 'interlock:%'");
            case PAUSE -> {
                command("pause");
                world.awaitWrites(PAUSED_WRITES);
                command("resume");
            }
            case ROLLBACK -> command("rollback");
            case KILL_FLAG -> kill();
            case LATE_RAISE -> raiseLate();
            case HOLD_TABLE -> hold();
        }
    }

    /** Hidden names are not brought back while a transaction keeps the table: it says so, and a person tries again. */
    private void kill() throws Exception {
        Waiting.until(PATIENCE, "the flag of " + id + " to be killed", this::killed, Boolean::booleanValue);
    }

    private boolean killed() throws SQLException {
        try {
            world.execute(
                    "SELECT interlock.kill(flag_key, 'somebody', 'a fault') FROM interlock.migration" + " WHERE id = '"
                            + id + "' AND EXISTS (SELECT FROM interlock.flag WHERE key = flag_key AND NOT pinned)");
            return true;
        } catch (SQLException refused) {
            if (Set.of(PINNED, LOCKED).contains(refused.getSQLState())) {
                return refused.getSQLState().equals(PINNED);
            }
            throw refused;
        }
    }

    /** PostgreSQL itself ends the session when it has been idle for that long. */
    private void hold() throws SQLException {
        Connection reader = servers.applicationDatabase().getConnection();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SET idle_in_transaction_session_timeout = '1500ms'");
            statement.execute("SELECT count(version) FROM " + world.table());
        }
    }

    /** A refusal is an answer too: the migration may have moved on. */
    private void command(String verb) throws Exception {
        Waiting.until(
                PATIENCE,
                "an answer to " + verb,
                () -> {
                    try {
                        return servers.api().command(id, verb, "a fault").status();
                    } catch (IOException down) {
                        return 503;
                    }
                },
                status -> status < 500);
    }

    private void raiseLate() throws Exception {
        Call before = call();
        Waiting.until(PATIENCE, "0 % under a new epoch", this::rolledBack, call -> call.epoch() > before.epoch());
        late(before)
                .filter(Outcome.FlagSet.class::isInstance)
                .ifPresent(outcome -> findings.add("a late attempt raised the flag: " + outcome));
    }

    /** Ordered again until it has come: where another fault has just gone back, a rollback is a no-op until somebody resumes. */
    private Call rolledBack() throws Exception {
        command("rollback");
        return call();
    }

    /** Empty where the ledger refuses the call: its epoch or its phase has been left behind. */
    private Optional<Outcome> late(Call call) throws SQLException {
        try (Databases databases = ours()) {
            return Optional.of(new FlagAdapter(databases).raise(call, new Percent(LossPlan.SECOND_STEP)));
        } catch (ApplicationFailure refused) {
            if (!refused.getType().equals(Failures.LEFT_BEHIND)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private Databases ours() {
        return new Databases(List.of(
                new Database(new DatabaseSettings("shop", servers.databaseUrl(), ShopDatabase.OWNER, "shop_owner"))));
    }

    /** As the migration's own attempt would make it now. */
    private Call call() throws SQLException {
        String sql = "SELECT number, run_id, epoch, round FROM interlock.migration WHERE id = ?";
        try (Connection connection = servers.connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Call(
                        "shop",
                        id,
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getInt(4),
                        "RAMPING",
                        List.of());
            }
        }
    }

    private void terminate(String whose) throws SQLException {
        world.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND " + whose);
    }
}
