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

/** Names a few rows by their keys, or where they have none by their places; never by their contents, which may be personal. */
public final class KeySample {

    private static final int MOST = 5;

    /** A row without a key is named by where it lies, which is so until it is written again; in a partition, by that too. */
    private static final String PLACE =
            "'ctid=' || t.ctid || coalesce((SELECT ' of ' || n.nspname || '.' || c.relname FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE c.oid = t.tableoid AND c.relispartition), '')";

    private KeySample() {}

    /** Such as {@code public.users: id=7, id=9}. */
    public static String outOfParity(Connection connection, SyncSql sync) throws SQLException {
        return of(connection, sync, sync.table().quoted(), sync.agreement("t") + " IS NULL");
    }

    /**
     * Those of this relation that meet the condition on {@code t}.
     *
     * @param relation a FROM item with the table's columns, {@code ctid} and {@code tableoid}
     */
    public static String of(Connection connection, SyncSql sync, String relation, String condition)
            throws SQLException {
        // Not formatted: a number's digits would be those of this machine's locale.
        String sql =
                "SELECT " + name(connection, sync) + " FROM " + relation + " t WHERE " + condition + " LIMIT " + MOST;
        return sync.table() + ": " + String.join(", ", Sql.list(connection, sql, row -> row.getString(1)));
    }

    private static String name(Connection connection, SyncSql sync) throws SQLException {
        List<String> key = Catalogue.key(connection, sync.table());
        return key.isEmpty()
                ? PLACE
                : key.stream()
                        .map(column -> Quote.literal(column + "=") + " || t." + Quote.identifier(column))
                        .collect(Collectors.joining(" || ' ' || "));
    }
}
