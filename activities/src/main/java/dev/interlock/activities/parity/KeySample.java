// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.SyncSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Names a few rows by their keys; never by their contents, which may be personal. */
public final class KeySample {

    private static final int MOST = 5;

    private KeySample() {}

    /** Such as {@code public.users: id=7, id=9}. */
    public static String outOfParity(Connection connection, SyncSql sync) throws SQLException {
        return of(connection, sync, sync.table().quoted(), sync.agreement("t") + " IS NULL");
    }

    static String of(Connection connection, SyncSql sync, String relation, String condition) throws SQLException {
        String sql =
                "SELECT %s FROM %s t WHERE %s LIMIT %d".formatted(name(connection, sync), relation, condition, MOST);
        return sync.table() + ": " + String.join(", ", Sql.list(connection, sql, row -> row.getString(1)));
    }

    private static String name(Connection connection, SyncSql sync) throws SQLException {
        List<String> key = Catalogue.key(connection, sync.table());
        return key.isEmpty()
                ? "'ctid=' || t.ctid"
                : key.stream()
                        .map(column -> Quote.literal(column + "=") + " || t." + Quote.identifier(column))
                        .collect(Collectors.joining(" || ' ' || "));
    }
}
