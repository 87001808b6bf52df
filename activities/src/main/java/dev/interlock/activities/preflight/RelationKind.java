// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What a name stands for, where sync cannot be put on it. Reads the catalogue alone. */
final class RelationKind {

    /** A partition is asked for before its kind: sync on it alone would miss the rows of the others. */
    private static final String UNSUITABLE = """
            SELECT CASE
                WHEN n.nspname = 'interlock' THEN 'a part of the ledger: sync tables of the application'
                WHEN n.nspname IN ('pg_catalog', 'information_schema', 'pg_toast')
                    THEN 'a part of PostgreSQL itself: sync tables of the application'
                WHEN c.relpersistence = 't'
                    THEN 'a temporary table, which no other session sees: sync a table that stays'
                WHEN c.relispartition
                    THEN 'a partition of ' || (SELECT i.inhparent::regclass FROM pg_inherits i WHERE i.inhrelid = c.oid)
                         || ': sync that one, and all of its partitions are synced'
                WHEN c.relkind = 'v' THEN 'a view: sync the table that it reads'
                WHEN c.relkind = 'm' THEN 'a materialized view: sync the table that it reads'
                WHEN c.relkind = 'f' THEN 'a foreign table: sync the table on the server that keeps its rows'
                WHEN c.relkind = 'S' THEN 'a sequence: sync the table whose column it numbers'
                WHEN c.relkind IN ('i', 'I') THEN 'an index: sync its table'
                WHEN c.relkind = 'c' THEN 'a composite type: sync a table'
                WHEN c.relkind NOT IN ('r', 'p') THEN 'no ordinary or partitioned table: sync one'
                END
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(?)
            """;

    private RelationKind() {}

    /** What it is and what to sync instead; empty for a table that sync can be put on, and where there is nothing. */
    static Optional<String> unsuitable(Connection connection, TableName table) throws SQLException {
        return Sql.first(connection, UNSUITABLE, row -> Optional.ofNullable(row.getString(1)), table.quoted())
                .flatMap(what -> what);
    }
}
