// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * That an archive has what the table has. All rows of both are read under one snapshot; with it goes everything that keeps the one
 * up with the other: the triggers and what they run, and the files of the leaves, which whatever changes rows without a trigger
 * replaces. Whoever finds the same again while the table is locked knows without reading a row that they are still equal: each
 * write since has reached both, in its own transaction.
 *
 * <p>A trigger that was disabled and enabled again has another {@code xmin}.
 */
final class ArchiveProof {

    private static final String NOW = """
            WITH RECURSIVE tree(relation) AS (
                SELECT ?::bigint::oid UNION SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.relation)
            SELECT md5(string_agg(f.fact, E'\\n' ORDER BY f.fact)) FROM (
                SELECT concat_ws(' ', 'file', c.oid, c.relfilenode) AS fact
                FROM tree JOIN pg_class c ON c.oid = tree.relation AND c.relkind = 'r'
                UNION ALL
                SELECT concat_ws(' ', 'trigger', t.tgrelid, t.tgname, t.oid, t.xmin, t.tgenabled, t.tgfoid)
                FROM tree JOIN pg_trigger t ON t.tgrelid = tree.relation AND starts_with(t.tgname::text, ?)
                UNION ALL
                SELECT concat_ws(' ', 'function', p.oid, md5(interlock.under_old_names(p.prosrc)))
                FROM pg_proc p WHERE p.oid IN (to_regproc(?), to_regproc(?))
                UNION ALL
                SELECT concat_ws(' ', 'archive', c.oid, c.relfilenode) FROM pg_class c WHERE c.oid = to_regclass(?)) f
            """;

    private ArchiveProof() {}

    /** @param checksum over all values */
    record Equal(String proof, long rows, String checksum) {}

    /** What keeps the archive up, as the transaction sees it. */
    static String now(Connection connection, Archive archive) throws SQLException {
        return Sql.first(
                        connection,
                        NOW,
                        row -> row.getString(1),
                        archive.relation(),
                        archive.triggers(),
                        archive.function(),
                        archive.emptiedFunction(),
                        archive.store().quoted())
                .orElseThrow();
    }

    /** Whether the last comparison still says that the two are equal. Certain only under a lock that keeps writers out. */
    static boolean stands(Connection connection, Archive archive) throws SQLException {
        Optional<String> proof = ArchiveBook.proof(connection, archive);
        return proof.isPresent() && proof.get().equals(now(connection, archive));
    }

    /**
     * Empty when the two differ. The transaction is REPEATABLE READ, and the table is locked before its snapshot is taken, so that
     * nothing is rewritten between the two.
     *
     * @param table what the archived table is called now
     */
    static Optional<Equal> compare(Connection transaction, Archive archive, TableName table) throws SQLException {
        Sql.run(transaction, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        Sql.run(transaction, "LOCK TABLE " + table.quoted() + " IN ACCESS SHARE MODE");
        ArchiveSql sql = new ArchiveSql(archive);
        Sum there = sum(transaction, sql.sumOfTable(table));
        Sum here = sum(transaction, sql.sumOfArchive());
        return there.equals(here)
                ? Optional.of(new Equal(now(transaction, archive), there.rows(), there.checksum()))
                : Optional.empty();
    }

    private static Sum sum(Connection transaction, String sql) throws SQLException {
        return Sql.first(transaction, sql, row -> new Sum(row.getLong(1), row.getString(2)))
                .orElseThrow();
    }

    private record Sum(long rows, String checksum) {}
}
