// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.sync.BlockRange;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.RangeSize;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** All blocks of all synced tables, cut into pieces of about a second. Blocks behind the end are not seen by the snapshot. */
final class Pieces {

    private static final Duration TARGET = Duration.ofSeconds(1);

    private final Deque<Piece> leaves = new ArrayDeque<>();
    private RangeSize size = RangeSize.first(TARGET);
    private long blocks;

    private Pieces() {}

    /** To be called after the snapshot was taken. */
    static Pieces of(Connection transaction, List<SyncSql> planned) throws SQLException {
        Pieces pieces = new Pieces();
        for (SyncSql sync : planned) {
            for (Leaf leaf : Catalogue.leaves(transaction, sync.table())) {
                long blocks = leaf.extent(transaction).blocks();
                pieces.blocks += blocks;
                pieces.leaves.add(new Piece(sync, leaf, new BlockRange(0, blocks), blocks));
            }
        }
        return pieces;
    }

    /** Of all tables together. */
    long blocks() {
        return blocks;
    }

    Optional<Piece> next() {
        Piece rest = leaves.poll();
        if (rest == null) {
            return Optional.empty();
        }
        long from = rest.range().from();
        long to = Math.min(rest.range().to(), from + size.blocks());
        if (to < rest.range().to()) {
            leaves.addFirst(new Piece(
                    rest.sync(), rest.leaf(), new BlockRange(to, rest.range().to()), rest.ofBlocks()));
        }
        return Optional.of(new Piece(rest.sync(), rest.leaf(), new BlockRange(from, to), rest.ofBlocks()));
    }

    /** The next pieces are cut by how long this one took. */
    void took(Duration taken) {
        size = size.after(taken);
    }
}
