// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.together;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestServer;
import dev.interlock.activities.WiredActivities;
import dev.interlock.activities.ledger.Database;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.workflows.CommandAnswer;
import dev.interlock.workflows.CommandMessage;
import dev.interlock.workflows.StartInput;
import dev.interlock.workflows.port.ContractActivities;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.SchemaActivities;
import dev.interlock.workflows.port.WatchActivities;
import dev.interlock.workflows.temporal.TaskQueues;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Migrations that run beside each other on one database, and the tables {@code people_1} to {@code people_n} of theirs. */
final class Fleet implements AutoCloseable {

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final Database database = TestServer.named("shop", TestServer.withLedger());
    private final TestMigration ledger = new TestMigration(database);
    private final Shop shop;
    private final Map<String, WorkflowStub> running = new TreeMap<>();
    private final MigrationScenario first;

    Fleet(int tables) throws SQLException {
        ledger.run("""
                DO $$ BEGIN FOR i IN 1..%d LOOP
                    EXECUTE format('CREATE TABLE people_%%s (id int PRIMARY KEY, mail text)', i);
                    EXECUTE format('INSERT INTO people_%%s SELECT r, ''m'' || r FROM generate_series(1, %d) r', i);
                END LOOP; END $$
                """.formatted(tables, Shop.ROWS));
        shop = new Shop(database);
        shop.start();
        WiredActivities activities = new WiredActivities(database);
        first = MigrationScenario.inRealTime(
                workflow("rename-1"),
                new StartInput(Plans.rename(1), "anna", PATIENT),
                activities.of(LedgerActivities.class),
                activities.of(FlagActivities.class),
                activities.of(SchemaActivities.class),
                activities.of(WatchActivities.class),
                activities.of(ContractActivities.class));
        running.put("rename-1", first.start().workflow());
    }

    TestMigration ledger() {
        return ledger;
    }

    Shop shop() {
        return shop;
    }

    /** @param queue whether to wait for a claimed table */
    void start(String id, Map<String, String> files, boolean queue) {
        WorkflowStub workflow = first.temporal()
                .getWorkflowClient()
                .newUntypedWorkflowStub(
                        "Migration",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(workflow(id))
                                .setTaskQueue(TaskQueues.CONTROL)
                                .build());
        workflow.start(new StartInput(files, "anna", queue, PATIENT, null, null));
        running.put(id, workflow);
    }

    void approve(String id) {
        String plan = ledger.text("SELECT plan_sha256 FROM interlock.migration WHERE id = ?", id)
                .orElseThrow();
        running(id)
                .update("approve", CommandAnswer.class, new CommandMessage("otto", null, null, plan, null, null, null));
    }

    /** The phase that it ended in. */
    String end(String id) throws TimeoutException {
        return running(id).getResult(1, TimeUnit.MINUTES, String.class);
    }

    @Override
    public void close() throws SQLException {
        shop.close();
        first.close();
        database.close();
    }

    private WorkflowStub running(String id) {
        return Objects.requireNonNull(running.get(id), () -> id + " was not started");
    }

    private static String workflow(String id) {
        return "migration.shop." + id;
    }
}
