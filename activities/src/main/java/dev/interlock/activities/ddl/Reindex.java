// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * {@code REINDEX INDEX|TABLE CONCURRENTLY name}. Cut off, it leaves invalid indexes whose names end in {@code _ccnew} or
 * {@code _ccold}. Nothing tells a finished one from one that was not begun, and running it again does no harm.
 */
record Reindex(QualifiedName relation) implements NonTransactional {

    private static final String LEFTOVERS = """
            SELECT n.nspname, c.relname FROM pg_index i
            JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'
              AND i.indrelid IN (SELECT to_regclass(?)
                                 UNION SELECT o.indrelid FROM pg_index o WHERE o.indexrelid = to_regclass(?))
            """;

    static Optional<NonTransactional> parse(WordCursor words) {
        boolean known =
                words.skip("reindex", "index", "concurrently") || words.skip("reindex", "table", "concurrently");
        Optional<QualifiedName> relation = known ? words.name() : Optional.empty();
        return relation.filter(name -> words.ended()).map(Reindex::new);
    }

    @Override
    public CatalogueState state(Connection connection) throws SQLException {
        return leftovers(connection).isEmpty() ? CatalogueState.NOT_BEGUN : CatalogueState.HALF;
    }

    @Override
    public boolean isDone(CatalogueState after) {
        return after != CatalogueState.HALF;
    }

    @Override
    public void cleanUp(Connection connection) throws SQLException {
        for (QualifiedName leftover : leftovers(connection)) {
            Sql.run(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + leftover.quoted());
        }
    }

    private List<QualifiedName> leftovers(Connection connection) throws SQLException {
        return Sql.list(
                connection,
                LEFTOVERS,
                row -> new QualifiedName(row.getString(1), row.getString(2)),
                relation.quoted(),
                relation.quoted());
    }
}
