// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.activities.sync.RangeSize;
import dev.interlock.domain.guardrail.OutOfParityRows;
import dev.interlock.domain.guardrail.SweepCursor;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the synced rows at each look, bounded by time: first the newest blocks of every leaf, then on from where the
 * last look stopped, round and round.
 *
 * <p>Which rows were written since the last look is not to be had cheaply: PostgreSQL has no index over xmin, so asking all
 * rows of their age reads the whole table, and a list kept by the trigger would double every write. Hence this. New rows of
 * a table without free space lie in its last blocks; a table that can be read within the time is read whole, and then
 * nothing that was written escapes; of a larger one the sweep comes to every block in turn, where a random sample may miss
 * the one bad row for ever. Rows are told as recent by the age of their xmin. What a trigger itself could not carry over is
 * read from the ledger, exactly, at every look; a trigger that did not fire is drift; and before 100 % and before the
 * contract every row is read under one snapshot.
 *
 * <p>Locks: ACCESS SHARE on the synced tables. No row is locked or changed.
 */
final class Sweep {

    private static final Duration RANGE = Duration.ofMillis(40);
    private static final long NEWEST_BLOCKS = 8;

    private final Connection transaction;
    private final long until;

    private long rows;
    private long recent;
    private OutOfParityRows found = OutOfParityRows.NONE;

    /**
     * @param budget after which no further range is begun; the newest blocks may take half of it. A range of each is read however
     *     slow the machine is, or a sweep would never end
     */
    Sweep(Connection transaction, Duration budget) {
        this.transaction = transaction;
        this.until = System.nanoTime() + budget.toNanos();
    }

    long rows() {
        return rows;
    }

    /** Of the rows looked at, those written since {@code from.since()}. */
    long recent() {
        return recent;
    }

    OutOfParityRows found() {
        return found;
    }

    /** Answers where to go on; what it has seen is there also when it throws. */
    SweepCursor run(List<SyncSql> planned, SweepCursor from) throws SQLException {
        Snapshot snapshot = Snapshot.now(transaction);
        List<Place> places = places(planned);
        long age = from.since() == 0 ? 0 : snapshot.next() - from.since();
        newest(places, age, until - (until - System.nanoTime()) / 2);
        SweepCursor next = onwards(places, from, age);
        return new SweepCursor(next.leaf(), next.block(), snapshot.oldest());
    }

    private void newest(List<Place> places, long age, long deadline) throws SQLException {
        for (Place place : places) {
            long from = Math.max(0, place.blocks() - NEWEST_BLOCKS);
            read(place, new BlockRange(from, place.blocks()), age);
            if (System.nanoTime() >= deadline) {
                return;
            }
        }
    }

    /** Ends when the time is over or every place has been read once. The newest blocks are not read a second time. */
    private SweepCursor onwards(List<Place> places, SweepCursor from, long age) throws SQLException {
        int first = start(places, from);
        RangeSize size = RangeSize.first(RANGE);
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get((first + i) % places.size());
            long end = Math.max(0, place.blocks() - NEWEST_BLOCKS);
            for (long block = i == 0 && place.leaf().oid() == from.leaf() ? from.block() : 0; block < end; ) {
                BlockRange range = new BlockRange(block, Math.min(end, block + size.blocks()));
                long started = System.nanoTime();
                read(place, range, age);
                size = size.after(Duration.ofNanos(System.nanoTime() - started));
                block = range.to();
                if (System.nanoTime() >= until) {
                    return new SweepCursor(place.leaf().oid(), block, 0);
                }
            }
        }
        return new SweepCursor(0, 0, 0);
    }

    private static int start(List<Place> places, SweepCursor from) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).leaf().oid() == from.leaf()) {
                return i;
            }
        }
        return 0;
    }

    private void read(Place place, BlockRange range, long age) throws SQLException {
        SyncSql sync = place.sync();
        PlannedSync.enter(transaction, sync.rule());
        String relation = "ONLY " + place.leaf().name().quoted();
        String inRange = range.condition("t");
        Counted counted = Sql.first(
                        transaction,
                        "SELECT count(*), count(*) FILTER (WHERE age <= ?), count(*) FILTER (WHERE way IS NULL) FROM"
                                + " (SELECT pg_catalog.age(t.xmin) AS age, " + sync.agreement("t") + " AS way FROM "
                                + relation + " t WHERE " + inRange + ") AS interlock_rows",
                        row -> new Counted(row.getLong(1), row.getLong(2), row.getLong(3)),
                        age)
                .orElseThrow();
        rows += counted.rows();
        recent += counted.recent();
        if (counted.bad() > 0) {
            found = found.plus(forecast(sync, relation, inRange, counted.bad()));
        }
    }

    /** Whatever the forecast meets, the rows are out of parity. */
    private OutOfParityRows forecast(SyncSql sync, String relation, String inRange, long bad) throws SQLException {
        return Sql.recovering(
                transaction,
                open -> new Forecast(open, sync)
                        .of(relation, inRange, bad, found.keys().isEmpty()),
                e -> new OutOfParityRows(bad, 0, 0, sync.table() + " (" + e.getMessage() + ")", ""));
    }

    private record Counted(long rows, long recent, long bad) {}

    private List<Place> places(List<SyncSql> planned) throws SQLException {
        List<Place> places = new ArrayList<>();
        for (SyncSql sync : planned) {
            for (Leaf leaf : Catalogue.leaves(transaction, sync.table())) {
                places.add(new Place(sync, leaf, leaf.extent(transaction).blocks()));
            }
        }
        return places;
    }

    private record Place(SyncSql sync, Leaf leaf, long blocks) {}

    /**
     * Of transactions, as 64-bit numbers.
     *
     * @param oldest every one before it is over
     * @param next the next to be given out
     */
    private record Snapshot(long oldest, long next) {

        static Snapshot now(Connection connection) throws SQLException {
            return Sql.first(
                            connection,
                            "SELECT pg_catalog.pg_snapshot_xmin(s)::text::bigint, pg_catalog.pg_snapshot_xmax(s)::text::bigint"
                                    + " FROM pg_catalog.pg_current_snapshot() s",
                            row -> new Snapshot(row.getLong(1), row.getLong(2)))
                    .orElseThrow();
        }
    }
}
