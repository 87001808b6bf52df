// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.sql.SQLException;
import java.util.List;

/** A table of narrow rows, {@code items}: a key, a name and a price in cents that is to become a bigint. */
public final class Items {

    public static final Plan PLAN = new Plan("items", "price_cents", "price", Plan.UNTHROTTLED);

    private static final String TABLE =
            "CREATE TABLE items (id bigint PRIMARY KEY, name text NOT NULL, price_cents int NOT NULL)";

    private Items() {}

    /** A template, as bulk loading and one VACUUM leave it. */
    public static void load(Server server, String template, long rows) throws SQLException {
        server.createWithLedger(template);
        server.run(
                template,
                List.of(
                        TABLE,
                        "INSERT INTO items SELECT i, 'item ' || i, (i * 7919 % 1000000)::int"
                                + " FROM generate_series(1::bigint, " + rows + ") i",
                        "VACUUM (FREEZE, ANALYZE) items"));
    }
}
