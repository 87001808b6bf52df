// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * {@code CREATE [UNIQUE] INDEX CONCURRENTLY name ON table …}.
 *
 * @param index in the table's schema
 * @param definition what follows the table's name
 */
record IndexBuild(boolean unique, QualifiedName index, QualifiedName table, String definition)
        implements NonTransactional {

    static Optional<NonTransactional> parse(WordCursor words) {
        if (!words.skip("create")) {
            return Optional.empty();
        }
        boolean unique = words.skip("unique");
        if (!words.skip("index", "concurrently")) {
            return Optional.empty();
        }
        words.skip("if", "not", "exists");
        Optional<QualifiedName> index = words.startsWith("on") ? Optional.empty() : words.name();
        if (index.isEmpty() || !words.skip("on")) {
            return Optional.empty();
        }
        words.skip("only");
        return words.name()
                .map(table -> new IndexBuild(
                        unique, new QualifiedName(table.schema(), index.get().name()), table, words.rest()));
    }

    /** An index of the same name that is defined otherwise, or that somebody is building, is not ours: PostgreSQL will say so. */
    @Override
    public CatalogueState state(Connection connection) throws SQLException {
        Optional<Found> found = Sql.first(
                connection,
                "SELECT i.indisvalid AND i.indisready, i.indisunique, pg_get_indexdef(i.indexrelid),"
                        + " EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)"
                        + " FROM pg_index i WHERE i.indexrelid = to_regclass(?)",
                row -> new Found(row.getBoolean(1), row.getBoolean(2), tail(row.getString(3)), row.getBoolean(4)),
                index.quoted());
        if (found.isEmpty()) {
            return CatalogueState.NOT_BEGUN;
        }
        boolean equal =
                found.get().unique() == unique && found.get().definition().equals(wanted(connection));
        if (!equal || found.get().underWay()) {
            return CatalogueState.NOT_BEGUN;
        }
        return found.get().valid() ? CatalogueState.DONE : CatalogueState.HALF;
    }

    @Override
    public void cleanUp(Connection connection) throws SQLException {
        Sql.run(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index.quoted());
    }

    /**
     * PostgreSQL's own spelling of the definition: of the same index on a table of the same columns. A partitioned one keeps
     * no rows, so its index needs no block either, and a half can be told for what it is also while the disk is full.
     */
    private String wanted(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Sql.run(connection, "SET LOCAL search_path = public");
            Sql.run(
                    connection,
                    "CREATE TEMP TABLE interlock_probe (LIKE " + table.quoted()
                            + ", interlock_part int) PARTITION BY LIST (interlock_part) ON COMMIT DROP");
            Sql.run(connection, "CREATE INDEX interlock_probe_index ON ONLY pg_temp.interlock_probe " + definition);
            return Sql.first(
                            connection,
                            "SELECT pg_get_indexdef('pg_temp.interlock_probe_index'::regclass)",
                            row -> tail(row.getString(1)))
                    .orElseThrow();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static String tail(String definition) {
        return definition.substring(definition.indexOf(" USING "));
    }

    private record Found(boolean valid, boolean unique, String definition, boolean underWay) {}
}
