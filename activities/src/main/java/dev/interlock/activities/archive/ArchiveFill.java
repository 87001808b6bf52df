// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.backfill.Batches;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fills one archive from its cursors, leaf by leaf. Killed anywhere, it repeats at most one batch. */
final class ArchiveFill {

    private static final String WHERE = " WHERE migration = ? AND position = ? AND leaf = ?::bigint::oid";

    private static final String TOTAL = "SELECT coalesce(sum(next_block), 0)::bigint, coalesce(sum(blocks), 0)::bigint,"
            + " coalesce(sum(rows_written), 0)::bigint FROM interlock.archive_fill WHERE migration = ? AND position = ?";

    private final Connection connection;
    private final Archive archive;
    private final ArchiveSql sql;
    private final Batches batches;
    private final Interruption interruption;

    ArchiveFill(Connection connection, Archive archive, Batches batches, Interruption interruption) {
        this.connection = connection;
        this.archive = archive;
        this.sql = new ArchiveSql(archive);
        this.batches = batches;
        this.interruption = interruption;
    }

    /** Asked between two batches; what it answers ends the fill there. */
    @FunctionalInterface
    interface Interruption {
        Optional<Outcome> now() throws SQLException;
    }

    /** Empty when every leaf is at its end. */
    Optional<Outcome> run() throws SQLException {
        Set<Leaf> filled = new HashSet<>();
        report();
        for (Optional<Leaf> next = next(filled); next.isPresent(); next = next(filled)) {
            Optional<Outcome> interrupted = fill(next.get());
            if (interrupted.isPresent()) {
                return interrupted;
            }
            filled.add(next.get());
        }
        return Optional.empty();
    }

    /** So that another round looks at every row again. */
    void beginAgain() throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM interlock.archive_fill WHERE migration = ? AND position = ?",
                archive.migration(),
                archive.position());
    }

    long written() throws SQLException {
        return total()[2];
    }

    /** Leaves come and go meanwhile. */
    private Optional<Leaf> next(Set<Leaf> filled) throws SQLException {
        TableName table = ArchiveTriggers.current(connection, archive);
        for (Leaf leaf : Catalogue.leaves(connection, table)) {
            if (!filled.contains(leaf)) {
                begin(leaf);
                return Optional.of(leaf);
            }
        }
        return Optional.empty();
    }

    private void begin(Leaf leaf) throws SQLException {
        Leaf.Extent extent = leaf.extent(connection);
        Sql.update(
                connection,
                "INSERT INTO interlock.archive_fill (migration, position, leaf, relfilenode, blocks)"
                        + " VALUES (?, ?, ?::bigint::oid, ?::bigint::oid, ?) ON CONFLICT DO NOTHING",
                archive.migration(),
                archive.position(),
                leaf.oid(),
                extent.filenode(),
                extent.blocks());
    }

    private Optional<Outcome> fill(Leaf leaf) throws SQLException {
        boolean atEnd = false;
        while (!atEnd) {
            Optional<Outcome> interrupted = interruption.now();
            if (interrupted.isPresent()) {
                return interrupted;
            }
            batches.pass(doing());
            Optional<Step> step = batches.run(doing(), transaction -> batch(transaction, leaf));
            step.ifPresent(done -> batches.wrote(done.written(), done.blocks()));
            atEnd = step.map(Step::atEnd).orElse(false);
            report();
        }
        return Optional.empty();
    }

    /** The cursor first, then the leaf, then its rows. */
    private Step batch(Connection transaction, Leaf leaf) throws SQLException {
        Cursor cursor = lock(transaction, leaf);
        if (leaf.extent(transaction).filenode() == 0) {
            return Step.END;
        }
        Sql.run(transaction, "LOCK TABLE ONLY " + leaf.name().quoted() + " IN ROW SHARE MODE");
        Leaf.Extent extent = leaf.extent(transaction);
        if (extent.filenode() != cursor.filenode()) {
            move(transaction, leaf, extent, 0, 0);
            return new Step(extent.blocks() == 0, 0, 0);
        }
        if (cursor.next() >= cursor.blocks()) {
            return Step.END;
        }
        BlockRange range = new BlockRange(cursor.next(), Math.min(cursor.blocks(), cursor.next() + batches.blocks()));
        Sql.run(transaction, ArchiveSql.BY_KEY);
        int written = Sql.update(transaction, sql.fill(leaf.name(), range));
        move(transaction, leaf, new Leaf.Extent(cursor.filenode(), cursor.blocks()), range.to(), written);
        return new Step(range.to() >= cursor.blocks(), written, range.to() - range.from());
    }

    private Cursor lock(Connection transaction, Leaf leaf) throws SQLException {
        return Sql.first(
                        transaction,
                        "SELECT relfilenode::bigint, blocks, next_block FROM interlock.archive_fill" + WHERE
                                + " FOR UPDATE",
                        row -> new Cursor(row.getLong(1), row.getLong(2), row.getLong(3)),
                        archive.migration(),
                        archive.position(),
                        leaf.oid())
                .orElseThrow(() -> new SQLException("the ledger has no cursor for " + leaf.name(), "02000"));
    }

    private void move(Connection transaction, Leaf leaf, Leaf.Extent extent, long next, long written)
            throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.archive_fill SET relfilenode = ?::bigint::oid, blocks = ?, next_block = ?,"
                        + " rows_written = rows_written + ?" + WHERE,
                extent.filenode(),
                extent.blocks(),
                next,
                written,
                archive.migration(),
                archive.position(),
                leaf.oid());
    }

    private void report() throws SQLException {
        long[] total = total();
        batches.reached(doing(), total[0], total[1], total[2]);
    }

    private long[] total() throws SQLException {
        return Sql.first(
                        connection,
                        TOTAL,
                        row -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3)},
                        archive.migration(),
                        archive.position())
                .orElseThrow();
    }

    private String doing() {
        List<ArchivedColumn> going = archive.going();
        return "archive " + archive.table() + (archive.whole() ? "" : " (" + going.size() + " of its columns)");
    }

    private record Cursor(long filenode, long blocks, long next) {}

    /** @param atEnd whether nothing is left of the leaf */
    private record Step(boolean atEnd, long written, long blocks) {

        static final Step END = new Step(true, 0, 0);
    }
}
