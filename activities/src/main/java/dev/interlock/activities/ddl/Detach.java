// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** {@code ALTER TABLE parent DETACH PARTITION child CONCURRENTLY}. Cut off, it is pending; FINALIZE finishes it. */
record Detach(QualifiedName parent, QualifiedName child) implements NonTransactional {

    static Optional<NonTransactional> parse(WordCursor words) {
        if (!words.skip("alter", "table")) {
            return Optional.empty();
        }
        words.skip("if", "exists");
        Optional<QualifiedName> parent = words.name();
        if (parent.isEmpty() || !words.skip("detach", "partition")) {
            return Optional.empty();
        }
        Optional<QualifiedName> child = words.name();
        boolean concurrently = words.skip("concurrently");
        return child.filter(name -> concurrently).map(name -> new Detach(parent.get(), name));
    }

    @Override
    public CatalogueState state(Connection connection) throws SQLException {
        Optional<Boolean> pending = Sql.first(
                connection,
                "SELECT inhdetachpending FROM pg_inherits WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)",
                row -> row.getBoolean(1),
                parent.quoted(),
                child.quoted());
        if (pending.isEmpty()) {
            return CatalogueState.DONE;
        }
        return pending.get() ? CatalogueState.HALF : CatalogueState.NOT_BEGUN;
    }

    /** It ends, and so does FINALIZE, with ACCESS EXCLUSIVE on the partition. */
    @Override
    public boolean stopsTheApplication() {
        return true;
    }

    @Override
    public void cleanUp(Connection connection) throws SQLException {
        Sql.run(connection, "ALTER TABLE " + parent.quoted() + " DETACH PARTITION " + child.quoted() + " FINALIZE");
    }
}
