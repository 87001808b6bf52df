// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.TestServer;
import dev.interlock.activities.WiredActivities;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.plans.ContractObjects;
import dev.interlock.plans.PlanFolder;
import dev.interlock.plans.PlanReader;
import dev.interlock.plans.ReadPlan;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.workflows.StartInput;
import dev.interlock.workflows.port.ContractActivities;
import dev.interlock.workflows.port.FlagActivities;
import dev.interlock.workflows.port.LedgerActivities;
import dev.interlock.workflows.port.SchemaActivities;
import dev.interlock.workflows.port.WatchActivities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One plan of {@code docs/examples}, its table as it was before, and an application that writes to it all the time. */
final class Example implements AutoCloseable {

    static final Path FOLDER = Path.of("../docs/examples");

    private static final int SAMPLED = 40;
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** The plan's own ramp, soak and hide time take weeks. */
    private static final String SOON = """

            ramp:
              lookEvery: 50ms
              calibrate: 0s
              steps: [{ percent: 50, hold: 1h, minRequests: 1 }, { percent: 100, hold: 0s, minRequests: 1 }]
            mustExclude: 1000
            guardrails: [{ name: slow, kind: slow-share, onFail: record }]
            soak: { duration: 300ms, checkEvery: 100ms }
            contract: { hide: 500ms }
            """;

    private final Database database;
    private final Map<String, String> files;
    private final ReadPlan plan;
    private final WiredActivities activities;
    private final Traffic traffic;

    private Example(Database database, Map<String, String> files, Traffic traffic) {
        this.database = database;
        this.files = files;
        this.plan = new PlanReader().read(files);
        this.activities = new WiredActivities(database);
        this.traffic = traffic;
    }

    static Example of(Shape shape) throws IOException, SQLException {
        Database database = TestServer.named("shop", TestServer.withLedger());
        try (Connection connection = database.connect("before")) {
            Sql.run(connection, Files.readString(FOLDER.resolve("tables/" + shape.folder() + ".sql")));
        }
        Map<String, String> files =
                new TreeMap<>(PlanFolder.read(FOLDER.resolve(shape.folder())).files());
        files.merge("migration.yaml", SOON, String::concat);
        return new Example(database, files, new Traffic(database, shape.folder(), new Rows(shape, SAMPLED)).start());
    }

    MigrationPlan plan() {
        assertThat(plan.problems()).isEmpty();
        return plan.plan().orElseThrow();
    }

    String sha256() {
        return plan.sha256();
    }

    Traffic traffic() {
        return traffic;
    }

    /** Over the real activities, looked in upon after some of them. */
    MigrationScenario scenario(Runnable afterExpand, Runnable afterBackfill, Runnable afterHide, Runnable afterDrop) {
        return MigrationScenario.inRealTime(
                plan().workflowId(),
                new StartInput(files, "anna", PATIENT),
                activities.of(LedgerActivities.class),
                activities.of(FlagActivities.class),
                new StoppedSchema(activities.of(SchemaActivities.class), afterExpand, afterBackfill),
                activities.of(WatchActivities.class),
                new StoppedContract(activities.of(ContractActivities.class), afterHide, afterDrop));
    }

    CatalogueSnapshot catalogue() throws SQLException {
        return CatalogueSnapshot.of(database);
    }

    /** Such as {@code public.users 2}; empty when the expand adds none. */
    List<String> columnsThatARevertDrops() {
        return ContractObjects.in(plan().scripts().effectiveRevert()).stream()
                .filter(object -> object.kind().equals("column"))
                .collect(groupingBy(object -> object.table().orElseThrow(), TreeMap::new, counting()))
                .entrySet()
                .stream()
                .map(table -> table.getKey() + " " + table.getValue())
                .toList();
    }

    /** Patterns of their lines in the catalogue. */
    List<String> columnsThatTheContractDrops() {
        return ContractObjects.in(plan().scripts().contract()).stream()
                .filter(object -> object.kind().equals("column"))
                .map(object -> "column " + object.table().orElseThrow() + " \\d+ "
                        + object.name().orElseThrow() + " .*")
                .toList();
    }

    /** Exact, under one snapshot, as the gate asks for it. */
    void assertParity() throws SQLException {
        try (Connection connection = database.connect("number")) {
            long number = Sql.number(connection, "SELECT max(number) FROM interlock.migration");
            long out = new ParityCheck(database.sessions(plan().id(), number, 1))
                    .exact(number, plan(), advance -> {})
                    .rows()
                    .rows();
            assertThat(out).as("rows out of parity").isZero();
        }
    }

    /**
     * Since all rows are filled no write of either path has met one of the other, and forward has never raised. Before,
     * the new path writes over what it was never shown, and that is kept.
     */
    void assertNothingKeptAside() throws SQLException {
        try (Connection connection = database.connect("kept")) {
            long kept = Sql.number(connection, """
                    SELECT count(*) FROM (SELECT migration, at FROM interlock.conflict
                        UNION ALL SELECT migration, at FROM interlock.unsynced) AS kept
                    WHERE at > (SELECT min(e.at) FROM interlock.event e
                        WHERE e.migration = kept.migration AND e.phase = 'RAMPING')
                    """);
            assertThat(kept).as("conflicts and unsynced rows").isZero();
        }
    }

    @Override
    public void close() throws SQLException {
        traffic.close();
        database.close();
    }
}
