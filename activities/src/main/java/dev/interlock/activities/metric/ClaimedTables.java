// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

/** The claimed tables in SQL, each with its partitions and children. */
final class ClaimedTables {

    /**
     * Begins a statement, which goes on with {@code SELECT} or with more of the list. Its parameter is the names, {@code
     * schema.table}; {@code member} has the claimed table's name beside the oid of each relation.
     */
    static final String WITH_MEMBERS = """
            WITH RECURSIVE member(name, relid) AS (
                SELECT n.nspname || '.' || c.relname, c.oid
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname || '.' || c.relname = ANY (?)
                UNION
                SELECT member.name, i.inhrelid FROM member JOIN pg_inherits i ON i.inhparent = member.relid
            )
            """;

    private ClaimedTables() {}
}
