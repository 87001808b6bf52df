// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.workflows.CommandMessage;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The stops of one migration. At each of them both paths write, and everything that was ever acknowledged is read. */
final class Walk {

    private static final CommandMessage ANNA = CommandMessage.by("anna", null);

    private final Shape shape;
    private final Example example;
    private final CompletableFuture<Throwable> lost = new CompletableFuture<>();

    Walk(Shape shape, Example example) {
        this.shape = shape;
        this.example = example;
    }

    /** The way out for good: nothing is left but the known residue, and no write of either path is lost. */
    void expandsAndReverts() throws SQLException {
        CatalogueSnapshot before = example.catalogue();
        CompletableFuture<MigrationScenario> begun = new CompletableFuture<>();
        try (MigrationScenario migration = example.scenario(
                () -> stop(() -> {
                    expanded();
                    holdsSomething();
                    begun.join().orders("revert", ANNA);
                }),
                () -> {},
                () -> {},
                () -> {})) {
            begun.complete(migration.start());
            letsGo(migration);
            reaches(migration, PhaseName.REVERTED);
            assertThat(migration.ends()).isEqualTo("REVERTED");
        }
        assertThat(example.catalogue().lines()).isEqualTo(before.lines());
        assertThat(before.dropped()).isEmpty();
        assertThat(example.catalogue().dropped())
                .as("the residue: a number for each column that there was")
                .isEqualTo(example.columnsThatARevertDrops());
        oldPathServes();
    }

    /** Up, back, up again, and to the end. */
    void rampsRollsBackAndContracts() throws SQLException {
        try (MigrationScenario migration = example.scenario(
                () -> stop(this::expanded),
                () -> stop(this::bothPathsServe),
                () -> stop(this::newPathServesInParity),
                () -> stop(this::newPathServes))) {
            migration.start();
            ramped(migration);
            rollsBack(migration);
            migration.orders("resume", ANNA);
            ramped(migration);
            migration.orders("promote", ANNA);
            reaches(migration, PhaseName.SOAKING);
            bothPathsServe();
            holdsFor(migration, "APPROVAL");
            bothPathsServe();
            assertThat(kept(example.catalogue()))
                    .as("promises of before the contract")
                    .isEmpty();
            example.assertNothingKeptAside();
            migration.orders("approve", new CommandMessage("otto", null, null, example.sha256(), null, null, null));
            reaches(migration, PhaseName.COMPLETED);
            assertThat(migration.ends()).isEqualTo("COMPLETED");
        }
        newPathServes();
        example.traffic().assertBothServed();
        contracted(example.catalogue());
    }

    /** What the contract names is gone, sync with it; what it promises is there. */
    private void contracted(CatalogueSnapshot catalogue) {
        assertThat(kept(catalogue)).containsExactlyElementsOf(shape.promises());
        assertThat(catalogue.lines()).noneMatch(line -> line.startsWith("trigger "));
        for (String column : example.columnsThatTheContractDrops()) {
            assertThat(catalogue.lines()).noneMatch(line -> line.matches(column));
        }
    }

    private List<String> kept(CatalogueSnapshot catalogue) {
        return shape.promises().stream()
                .filter(promise -> catalogue.lines().stream().anyMatch(line -> line.matches(promise)))
                .toList();
    }

    private void ramped(MigrationScenario migration) throws SQLException {
        during(() -> migration.becomes(
                status -> status.percent() == 50 && status.phase().equals("RAMPING")));
        bothPathsServe();
    }

    /** No DDL, and sync stays. */
    private void rollsBack(MigrationScenario migration) throws SQLException {
        CatalogueSnapshot before = example.catalogue();
        migration.orders("rollback", ANNA);
        reaches(migration, PhaseName.ROLLED_BACK);
        assertThat(migration.status().percent()).isZero();
        bothPathsServe();
        assertThat(example.catalogue()).isEqualTo(before);
    }

    /** Rows of before are not filled yet, so the new path may write and not read. */
    private void expanded() throws SQLException {
        writes(true);
        writes(false);
        reads(false);
    }

    private void bothPathsServe() throws SQLException {
        writes(true);
        writes(false);
        reads(true);
        reads(false);
        example.assertParity();
    }

    private void oldPathServes() throws SQLException {
        writes(false);
        reads(false);
    }

    private void newPathServes() throws SQLException {
        writes(true);
        reads(true);
    }

    /** The old names are hidden, and kept up. */
    private void newPathServesInParity() throws SQLException {
        newPathServes();
        example.assertParity();
    }

    private void writes(boolean byNewPath) throws SQLException {
        example.traffic().between((connection, rows) -> {
            rows.insert(connection, byNewPath);
            for (long id = 1; id < 20; id += byNewPath ? 2 : 3) {
                rows.update(connection, byNewPath, id);
            }
        });
    }

    private void reads(boolean byNewPath) throws SQLException {
        example.traffic().between((connection, rows) -> rows.assertReadable(connection, byNewPath));
    }

    private void holdsSomething() throws SQLException {
        Shape.@Nullable Held held = shape.held();
        if (held != null) {
            example.traffic().between((connection, rows) -> Sql.run(connection, held.write()));
        }
    }

    /** A revert that would lose something says how much of it, and waits for a person, who rather lets go of it here. */
    private void letsGo(MigrationScenario migration) throws SQLException {
        Shape.@Nullable Held held = shape.held();
        if (held == null) {
            return;
        }
        holdsFor(migration, "APPROVAL");
        assertThat(migration.status().phase()).isEqualTo("REVERTING");
        assertThat(migration.status().hold()).contains(held.refusal());
        example.traffic().between((connection, rows) -> {
            rows.assertReadable(connection, false);
            Sql.run(connection, held.letGo());
            rows.forgetTouched();
        });
        migration.orders("resume", ANNA);
    }

    private void reaches(MigrationScenario migration, PhaseName phase) {
        during(() -> migration.reaches(phase));
    }

    private void holdsFor(MigrationScenario migration, String kind) {
        during(() -> migration.holdsFor(kind));
    }

    /** What was found at a stop inside an activity is the better reason why nothing more happens. */
    private void during(Runnable waiting) {
        try {
            waiting.run();
        } catch (AssertionError nothingHappens) {
            if (lost.isDone()) {
                throw new AssertionError("at a stop: " + lost.join().getMessage(), lost.join());
            }
            throw nothingHappens;
        }
    }

    private void stop(Stop stop) {
        try {
            stop.look();
        } catch (AssertionError | RuntimeException | SQLException e) {
            lost.complete(e);
            throw ApplicationFailure.newNonRetryableFailureWithCause("at a stop: " + e.getMessage(), "stop", e);
        }
    }

    @FunctionalInterface
    private interface Stop {
        void look() throws SQLException;
    }
}
