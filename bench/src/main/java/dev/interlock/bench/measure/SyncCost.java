// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.lab.Items;
import dev.interlock.bench.lab.Product;
import dev.interlock.bench.lab.Samples;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.lab.Timed;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What sync costs a write, after the backfill: the ramp and the soak. */
public final class SyncCost implements Measurement {

    private static final String LOADED = "loaded";
    private static final String SYNCED = "synced";
    private static final String PLAIN = "plain";
    private static final String IDLE = "idle";
    private static final String SAMPLE = "sample";

    private static final String ON_TOUCHED = "sync on, synced column written";
    private static final String OFF_TOUCHED = "no trigger, the same UPDATE";
    private static final String ON_UNTOUCHED = "sync on, another column written";
    private static final String OFF_UNTOUCHED = "no trigger, the same UPDATE of another column";

    private static final String UNTOUCHED_MEASURE = "UPDATE throughput with sync on, not touching them";

    private static final String NEVER = "a trigger that never fires, the same UPDATE of another column";
    private static final String NEVER_MEASURE = "UPDATE throughput with a BEFORE trigger that never fires";

    private static final String TOUCH = "UPDATE items SET price_cents = price_cents + 1";
    private static final String LEAVE = "UPDATE items SET name = name || '.'";

    /** The least that any sync by trigger costs: PostgreSQL locks the row before it looks whether to fire. */
    private static final String IDLE_TRIGGER = """
            CREATE FUNCTION idle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER idle BEFORE UPDATE ON items FOR EACH ROW WHEN (false) EXECUTE FUNCTION idle()
            """;

    private static final String REMOVE_TRIGGERS = """
            DO $$ DECLARE t record; BEGIN
              FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'items'::regclass AND NOT tgisinternal LOOP
                EXECUTE format('DROP TRIGGER %I ON items', t.tgname);
              END LOOP;
            END $$
            """;

    @Override
    public String name() {
        return "sync-cost";
    }

    @Override
    public String title() {
        return "What sync costs a write";
    }

    @Override
    public String how() {
        return "The same table, backfilled and guarded, and a copy of it without triggers. One `UPDATE` of all rows in one"
                + " transaction, so that no round trip hides what the triggers cost. A BEFORE trigger that never fires shows"
                + " what of it is PostgreSQL's own: it locks the row before it looks whether the trigger fires"
                + " (docs/adr/0023).";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(1_000_000);
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        Server server = ground.server();
        prepare(server, ground.rows());
        Samples samples = ground.inTurn()
                .add(OFF_TOUCHED, () -> update(ground, PLAIN, TOUCH))
                .add(ON_TOUCHED, () -> update(ground, SYNCED, TOUCH))
                .add(OFF_UNTOUCHED, () -> update(ground, PLAIN, LEAVE))
                .add(ON_UNTOUCHED, () -> update(ground, SYNCED, LEAVE))
                .add(NEVER, () -> update(ground, IDLE, LEAVE))
                .times(ROUNDS);
        return List.of(
                row("UPDATE throughput with sync on, touching synced columns", samples, ON_TOUCHED, OFF_TOUCHED, 0.6),
                row(UNTOUCHED_MEASURE, samples, ON_UNTOUCHED, OFF_UNTOUCHED, 0.92),
                row(UNTOUCHED_MEASURE, samples, ON_UNTOUCHED, NEVER, 0.95),
                new Row.Measured(
                        NEVER_MEASURE, "rows/s", samples.of(NEVER), samples.of(OFF_UNTOUCHED), Optional.empty()));
    }

    private static void prepare(Server server, long rows) throws SQLException {
        Items.load(server, LOADED, rows);
        Product product = Product.claim(server.copy(LOADED, SYNCED), Items.PLAN);
        product.expand();
        product.backfill();
        server.run(SYNCED, List.of("VACUUM FULL items", "VACUUM (FREEZE, ANALYZE) items"));
        server.copy(SYNCED, PLAIN);
        server.run(PLAIN, List.of(REMOVE_TRIGGERS));
        server.copy(PLAIN, IDLE);
        server.run(IDLE, List.of(IDLE_TRIGGER));
    }

    private static double update(Ground ground, String template, String sql) throws Exception {
        ground.server().copy(template, SAMPLE);
        try {
            return Timed.rate(ground.rows(), () -> ground.server().run(SAMPLE, List.of(sql)));
        } finally {
            ground.server().drop(SAMPLE);
        }
    }

    private static Row row(String measure, Samples samples, String on, String off, double limit) {
        return new Row.Measured(measure, "rows/s", samples.of(on), samples.of(off), Optional.of(Bar.atLeast(limit)));
    }
}
