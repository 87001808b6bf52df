// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.Progress;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings back what an archive holds, as it was at the drop. Says all that stands against it before anything is touched. Repeatable:
 * what has been begun is gone on with, and what is done is left alone.
 */
final class Restoring {

    private final Connection connection;
    private final ConnectionSource sessions;
    private final Progress progress;

    Restoring(Connection connection, ConnectionSource sessions, Progress progress) {
        this.connection = connection;
        this.sessions = sessions;
        this.progress = progress;
    }

    /** What came of it. */
    record Result(boolean done, String message) {}

    Result run(Order order) throws SQLException {
        List<Restoration> wanted = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Archive archive : ArchiveBook.sealed(connection, order.migration(), false)) {
            if (order.means(archive)) {
                plan(order, archive, wanted, problems, left);
            }
        }
        for (Restoration restoration : wanted) {
            problems.addAll(new RestoreChecks(connection, restoration).problems());
        }
        if (!problems.isEmpty()) {
            return new Result(false, String.join("; ", problems) + "; nothing was touched");
        }
        List<String> parts = new ArrayList<>();
        for (Restoration restoration : wanted) {
            parts.add(new RestoreFill(connection, sessions, restoration, progress).run());
        }
        parts.addAll(left);
        return new Result(true, parts.isEmpty() ? "there is nothing to restore" : String.join("; ", parts));
    }

    private void plan(Order order, Archive archive, List<Restoration> wanted, List<String> problems, List<String> left)
            throws SQLException {
        left.addAll(notRestored(archive));
        if (archive.whole()) {
            wanted.add(new Restoration(archive, Optional.empty(), archive.table()));
            return;
        }
        Optional<TableName> target = Catalogue.name(connection, archive.relation());
        if (target.isEmpty()) {
            problems.add("table " + archive.table()
                    + " is not the one whose columns were dropped: it is gone or was made anew;"
                    + " what is kept is in " + archive.store() + ", and can be copied from there");
            return;
        }
        for (ArchivedColumn column : archive.going()) {
            boolean meant = order.column().isEmpty() || order.column().equals(column.name());
            if (meant && column.stored()) {
                wanted.add(new Restoration(archive, Optional.of(column), target.get()));
            }
        }
    }

    /** What was not kept with the rows, by its definition. */
    private List<String> notRestored(Archive archive) throws SQLException {
        List<String> left = new ArrayList<>();
        for (ArchivedColumn column : archive.going()) {
            column.generatedText()
                    .map(text -> column.stored()
                            ? "column " + column.name() + " was generated as " + text + " and comes back as a plain one"
                            : "column " + column.name() + " was computed from others when it was read, as " + text
                                    + ", and does not come back")
                    .ifPresent(left::add);
            column.defaultText()
                    .map(text -> "not restored: DEFAULT " + text + " of column " + column.name())
                    .ifPresent(left::add);
        }
        Sql.list(
                        connection,
                        "SELECT unnest(definitions) FROM interlock.archive WHERE migration = ? AND position = ?",
                        row -> row.getString(1),
                        archive.migration(),
                        archive.position())
                .forEach(definition -> left.add("not restored: " + definition));
        return left;
    }
}
