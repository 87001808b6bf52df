// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Lines of the audit for what happens to archives, mostly when their migration has long ended. */
final class ArchiveNotes {

    private ArchiveNotes() {}

    static void write(Connection transaction, long migration, String kind, String text, String actor)
            throws SQLException {
        Sql.list(transaction, "SELECT interlock.record_archive(?, ?, ?, ?)", row -> true, migration, kind, text, actor);
    }
}
