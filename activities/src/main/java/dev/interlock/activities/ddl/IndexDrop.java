// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** {@code DROP INDEX CONCURRENTLY name}. Cut off, it leaves the index invalid; dropping it again finishes it. */
record IndexDrop(QualifiedName index) implements NonTransactional {

    static Optional<NonTransactional> parse(WordCursor words) {
        if (!words.skip("drop", "index", "concurrently")) {
            return Optional.empty();
        }
        words.skip("if", "exists");
        Optional<QualifiedName> index = words.name();
        return index.isPresent() && (words.ended() || words.skip("restrict"))
                ? Optional.of(new IndexDrop(index.get()))
                : Optional.empty();
    }

    @Override
    public CatalogueState state(Connection connection) throws SQLException {
        long there = Sql.number(
                connection, "SELECT count(*) FROM to_regclass(?) AS index WHERE index IS NOT NULL", index.quoted());
        return there == 0 ? CatalogueState.DONE : CatalogueState.NOT_BEGUN;
    }

    @Override
    public void cleanUp(Connection connection) throws SQLException {
        Sql.run(connection, "DROP INDEX CONCURRENTLY IF EXISTS " + index.quoted());
    }
}
