// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Results that a test writes in a few words. */
final class Rows {

    private Rows() {}

    static Row.Measured measured(double subject, double reference, Optional<Bar> bar) {
        return new Row.Measured(
                "throughput",
                "rows/s",
                new Side("Interlock", List.of(subject)),
                new Side("one UPDATE", List.of(reference)),
                bar);
    }

    static Row missing() {
        return new Row.NotMeasured(
                "throughput", "pgroll", Optional.of(Bar.atLeast(2.5)), "there is no pgroll on the PATH");
    }

    static Result result(Row... rows) {
        TreeMap<String, String> settings = new TreeMap<>();
        settings.put("fsync", "on");
        return new Result(
                "backfill",
                "Backfill",
                "One against the other.",
                "./bench/run backfill",
                Instant.parse("2026-01-02T03:04:05Z"),
                new Machine(2, 24_105, "Linux amd64", "17.0.15", "18.6"),
                settings,
                List.of(rows));
    }
}
