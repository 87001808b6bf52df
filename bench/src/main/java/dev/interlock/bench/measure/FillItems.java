// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.bench.lab.Items;
import dev.interlock.bench.lab.Product;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.lab.Timed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Ways to fill the new column of every item, each on a fresh copy; in rows a second. */
final class FillItems {

    private static final String TEMPLATE = "items";
    private static final String SAMPLE = "sample";

    private static final String NEW_COLUMN = "SELECT quote_ident(attname) FROM pg_attribute"
            + " WHERE attrelid = 'items'::regclass AND atttypid = 'bigint'::regtype AND attname LIKE '%price'";

    private final Server server;
    private final long rows;

    FillItems(Server server, long rows) {
        this.server = server;
        this.rows = rows;
    }

    void load() throws SQLException {
        Items.load(server, TEMPLATE, rows);
    }

    /** Expanded and synced beforehand; what counts is the whole backfill, its final pass and the guard included. */
    double byInterlock() throws Exception {
        return onCopy(database -> {
            Product product = Product.claim(database, Items.PLAN);
            product.expand();
            return Timed.rate(rows, product::backfill);
        });
    }

    double byOneUpdate() throws Exception {
        return onCopy(database -> {
            server.run(SAMPLE, List.of(Items.PLAN.expand()));
            return Timed.rate(rows, () -> server.run(SAMPLE, List.of("UPDATE items SET price = price_cents::bigint")));
        });
    }

    /** A program of others, which adds the column itself. */
    double by(Peer peer) throws Exception {
        return onCopy(database -> {
            peer.prepare(server.port(), SAMPLE);
            return Timed.rate(rows, () -> peer.fill(server.port(), SAMPLE));
        });
    }

    private double onCopy(Filling filling) throws Exception {
        Database database = server.copy(TEMPLATE, SAMPLE);
        try {
            double rate = filling.on(database);
            refuseUnlessFilled();
            return rate;
        } finally {
            server.drop(SAMPLE);
        }
    }

    /** The tools name their new column each in its own way until they are through. */
    private void refuseUnlessFilled() throws SQLException {
        try (Connection connection = server.connect(SAMPLE)) {
            String column = Sql.first(connection, NEW_COLUMN, row -> row.getString(1))
                    .orElseThrow(() -> new IllegalStateException("items has no new column"));
            long left = Sql.number(
                    connection, "SELECT count(*) FROM items WHERE " + column + " IS DISTINCT FROM price_cents::bigint");
            if (left > 0) {
                throw new IllegalStateException(left + " rows were left unfilled");
            }
        }
    }

    private interface Filling {
        double on(Database database) throws Exception;
    }
}
