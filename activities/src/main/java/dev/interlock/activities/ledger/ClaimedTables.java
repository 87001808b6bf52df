// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

/** The claimed tables in SQL, each with its partitions and children. */
public final class ClaimedTables {

    /**
     * Begins a statement, which goes on with {@code SELECT} or with more of the list. Its parameter is the names, {@code
     * schema.table}; {@code member} has the claimed table's name beside the oid of each relation.
     */
    public static final String WITH_MEMBERS = """
            WITH RECURSIVE member(name, relid) AS (
                SELECT n.nspname || '.' || c.relname, c.oid
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname || '.' || c.relname = ANY (?)
                UNION
                SELECT member.name, i.inhrelid FROM member JOIN pg_inherits i ON i.inhparent = member.relid
            )
            """;

    /**
     * How many pages the relation {@code c} has. Its parameter is from how many on the catalogue's estimate is believed: below, it may never have been
     * analysed, and the file is asked, with ACCESS SHARE for a moment. The parent of partitions has none of its own.
     */
    public static final String PAGES = """
            CASE WHEN c.relkind = 'p' THEN 0
                 WHEN c.relpages > ? THEN c.relpages
                 ELSE coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::bigint END
            """;

    private ClaimedTables() {}
}
