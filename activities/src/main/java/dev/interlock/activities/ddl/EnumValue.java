// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** {@code ALTER TYPE type ADD VALUE 'label' …}. There are no halves of it. */
record EnumValue(QualifiedName type, String label) implements NonTransactional {

    static Optional<NonTransactional> parse(WordCursor words) {
        if (!words.skip("alter", "type")) {
            return Optional.empty();
        }
        Optional<QualifiedName> type = words.name();
        if (type.isEmpty() || !words.skip("add", "value")) {
            return Optional.empty();
        }
        words.skip("if", "not", "exists");
        return words.string().map(label -> new EnumValue(type.get(), label));
    }

    @Override
    public CatalogueState state(Connection connection) throws SQLException {
        long there = Sql.number(
                connection,
                "SELECT count(*) FROM pg_enum WHERE enumtypid = to_regtype(?) AND enumlabel = ?",
                type.quoted(),
                label);
        return there == 0 ? CatalogueState.NOT_BEGUN : CatalogueState.DONE;
    }

    @Override
    public void cleanUp(Connection connection) {
        // The catalogue never shows a half of it, so there is nothing to undo.
    }
}
