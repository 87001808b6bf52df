// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.lab.Fleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a thousand copies of an application cost the database by reporting. */
public final class Evaluators implements Measurement {

    private static final int INSTANCES = 1_000;
    private static final double LIMIT = 20;
    private static final int HOUR = 3_600 * (int) LIMIT;
    private static final int SETTLING_SECONDS = 75;
    private static final int WINDOW_SECONDS = 30;

    @Override
    public String name() {
        return "evaluators";
    }

    @Override
    public String title() {
        return "A thousand evaluators";
    }

    @Override
    public String how() {
        return "%,d clients as they ship, started at once on one pool, a call a second each, the flag at 5 %%: what they write, in %d"
                        .formatted(INSTANCES, ROUNDS)
                + " windows of %d s after %d s. Each asks for the flag every second, which writes nothing."
                        .formatted(WINDOW_SECONDS, SETTLING_SECONDS)
                + " An hour is compressed: its %,d reports at %.0f a second, as fast as they go, by %,d evaluators in turn, through the"
                        .formatted(HOUR, LIMIT, INSTANCES)
                + " function that clients call; once beside nothing, then beside a REPEATABLE READ transaction that is open all the while,"
                + " and once more after it has ended and VACUUM has passed. While a snapshot is open PostgreSQL keeps each version of a row"
                + " that has come since, whoever writes it.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.empty();
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (Fleet fleet = new Fleet(ground.server(), "alive")) {
            rows.add(writes(fleet));
        }
        try (Fleet fleet = new Fleet(ground.server(), "hours")) {
            rows.addAll(sizes(fleet));
        }
        return rows;
    }

    private static Row writes(Fleet fleet) throws SQLException, InterruptedException {
        fleet.start(INSTANCES);
        fleet.writes(SETTLING_SECONDS);
        List<Double> samples = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            samples.add(fleet.writes(WINDOW_SECONDS));
        }
        return new Row.Measured(
                "rows written by %,d evaluators".formatted(INSTANCES),
                "1/s",
                new Side("reporting at 5 %", samples),
                new Side("limit", List.of(LIMIT)),
                Optional.of(Bar.atMost(1)));
    }

    private static List<Row> sizes(Fleet fleet) throws SQLException {
        fleet.report(INSTANCES, HOUR);
        double usual = fleet.size();
        double held;
        try (Connection snapshot = fleet.holdSnapshot()) {
            fleet.report(INSTANCES, HOUR);
            held = fleet.size();
            snapshot.rollback();
        }
        fleet.vacuum();
        fleet.report(INSTANCES, HOUR);
        double after = fleet.size();
        return List.of(
                size("after an hour beside an open snapshot", held, "after an hour beside nothing", usual, 1.1),
                size("after another hour, the snapshot closed", after, "before it", held, 1.0));
    }

    private static Row size(String subject, double mebibytes, String reference, double before, double most) {
        return new Row.Measured(
                "size of the evaluators' table " + subject,
                "MiB",
                new Side(subject, List.of(mebibytes)),
                new Side(reference, List.of(before)),
                Optional.of(Bar.atMost(most)));
    }
}
