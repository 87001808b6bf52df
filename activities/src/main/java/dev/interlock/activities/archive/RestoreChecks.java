// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands against bringing something back, asked before anything is touched. Takes no lock. */
final class RestoreChecks {

    private static final String COLUMN = """
            SELECT count(*) FROM pg_attribute t
            WHERE t.attrelid = to_regclass(?) AND t.attname = ? AND t.attnum > 0 AND NOT t.attisdropped
            """;

    private static final String CLAIMED = """
            SELECT m.id FROM interlock.claim c JOIN interlock.migration m ON m.number = c.migration WHERE c.table_name = ?
            """;

    /** Indexes that begin with these columns, in any order. */
    private static final String FINDING = """
            SELECT count(*) FROM pg_index i
            WHERE i.indrelid = to_regclass(?) AND i.indisvalid AND i.indpred IS NULL AND (
                SELECT array_agg(t.attname::text ORDER BY t.attname::text COLLATE "C")
                FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, position)
                JOIN pg_attribute t ON t.attrelid = i.indrelid AND t.attnum = k.attnum
                WHERE k.position <= cardinality(?)) = ?
            """;

    private final Connection connection;
    private final Restoration restoration;

    RestoreChecks(Connection connection, Restoration restoration) {
        this.connection = connection;
        this.restoration = restoration;
    }

    /** One sentence each, with what to do. */
    List<String> problems() throws SQLException {
        List<String> problems = new ArrayList<>();
        if (isThere() && RestoreBook.begun(connection, restoration).isEmpty()) {
            problems.add(restoration + " exists: rename it out of the way, or drop it, and order the restore again");
        }
        for (String holder : Sql.list(
                connection,
                CLAIMED,
                row -> row.getString(1),
                restoration.target().toString())) {
            problems.add("table " + restoration.target() + " is claimed by " + holder
                    + ": order the restore when that has ended");
        }
        if (restoration.column().isPresent()) {
            unfound().ifPresent(problems::add);
        }
        for (ArchivedColumn column :
                restoration.column().map(List::of).orElse(restoration.archive().stored())) {
            if (Sql.number(connection, "SELECT count(to_regtype(?))", column.type()) == 0) {
                problems.add("type " + column.type() + " of column " + column.name() + " is gone: make it again first");
            }
        }
        return problems;
    }

    /** Why the rows that the column belongs to cannot be found again, or not in time. */
    private Optional<String> unfound() throws SQLException {
        List<String> key = restoration.archive().columns().stream()
                .filter(ArchivedColumn::finds)
                .map(ArchivedColumn::current)
                .sorted()
                .toList();
        if (key.isEmpty()) {
            return Optional.of("no unique key of " + restoration.target()
                    + " outlived the drop, so no row can be found again; what is kept is in "
                    + restoration.archive().store() + ", and can be copied from there");
        }
        return Sql.number(connection, FINDING, restoration.target().quoted(), key, key) > 0
                ? Optional.empty()
                : Optional.of("no index of " + restoration.target() + " begins with (" + String.join(", ", key)
                        + "), so each batch would read all of it: make one with CREATE INDEX CONCURRENTLY, and order the"
                        + " restore again");
    }

    boolean isThere() throws SQLException {
        if (restoration.column().isEmpty()) {
            return Sql.number(
                            connection,
                            "SELECT count(to_regclass(?))",
                            restoration.target().quoted())
                    > 0;
        }
        return Sql.number(
                        connection,
                        COLUMN,
                        restoration.target().quoted(),
                        restoration.column().get().name())
                > 0;
    }
}
