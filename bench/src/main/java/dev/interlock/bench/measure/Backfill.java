// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.lab.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The unthrottled backfill against the least that PostgreSQL could do. */
public final class Backfill implements Measurement {

    private static final String OURS = "Interlock";
    private static final String RAW = "one raw UPDATE of all rows, no trigger";
    private static final long MANY = 10_000_000;

    @Override
    public String name() {
        return "backfill";
    }

    @Override
    public String title() {
        return "Backfill throughput";
    }

    @Override
    public String how() {
        return "`items(id bigint, name text, price_cents int)` gets `price bigint`. Interlock: the whole backfill activity,"
                + " unthrottled, with sync on: batches, the pass over all rows that must find none out of parity, and the"
                + " guard. Against it: one `UPDATE` of all rows in one transaction, without sync.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(1_000_000);
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        FillItems items = new FillItems(ground.server(), ground.rows());
        items.load();
        Samples samples = ground.inTurn()
                .add(RAW, items::byOneUpdate)
                .add(OURS, items::byInterlock)
                .times(ROUNDS);
        return List.of(new Row.Measured(
                "backfill throughput, unthrottled, %,d rows".formatted(ground.rows()),
                "rows/s",
                samples.of(OURS),
                samples.of(RAW),
                Optional.of(Bar.atLeast(ground.rows() < MANY ? 0.7 : 0.85))));
    }
}
