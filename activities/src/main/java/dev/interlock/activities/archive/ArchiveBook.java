// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code interlock.archive} and its columns. */
final class ArchiveBook {

    private static final String ROWS = """
            SELECT migration, position, taken_by, relation::bigint AS relation, schema_name, table_name, whole, stored_as
            FROM interlock.archive WHERE migration = ? AND gone_at IS NULL
            """;

    private static final String COLUMNS = """
            SELECT c.*, coalesce(t.attname::text, c.name) AS current
            FROM interlock.archive_column c JOIN interlock.archive a ON a.migration = c.migration AND a.position = c.position
            LEFT JOIN pg_attribute t ON t.attrelid = a.relation AND t.attnum = c.number AND NOT t.attisdropped
            WHERE c.migration = ? AND c.position = ? ORDER BY c.number
            """;

    private static final String INSERT = """
            INSERT INTO interlock.archive
                (migration, position, taken_by, relation, schema_name, table_name, whole, stored_as, definitions, lock_ms)
            VALUES (?, ?, ?, ?::bigint::oid, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_COLUMN = """
            INSERT INTO interlock.archive_column (migration, position, number, name, type, collation_name, is_key, finds, goes,
                as_text, stored, required, default_text, generated_text)
            VALUES (?, ?, ?::smallint, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private ArchiveBook() {}

    /** Those that are kept up, in the order in which they were made. */
    static List<Archive> of(Connection connection, long migration) throws SQLException {
        return read(connection, ROWS + " AND sealed_at IS NULL", migration);
    }

    /** Those of what has been dropped. */
    static List<Archive> sealed(Connection connection, long migration, boolean onlyExpired) throws SQLException {
        String wanted = ROWS + " AND sealed_at IS NOT NULL" + (onlyExpired ? " AND until < clock_timestamp()" : "");
        return read(connection, wanted, migration);
    }

    private static List<Archive> read(Connection connection, String rows, long migration) throws SQLException {
        List<Archive> archives = new ArrayList<>();
        for (Archive row : Sql.list(connection, rows + " ORDER BY position", ArchiveBook::read, migration)) {
            List<ArchivedColumn> columns =
                    Sql.list(connection, COLUMNS, ArchivedColumn::read, migration, row.position());
            archives.add(new Archive(
                    migration,
                    row.position(),
                    row.takenBy(),
                    row.relation(),
                    row.table(),
                    row.whole(),
                    row.storedAs(),
                    columns));
        }
        return archives;
    }

    static List<Archive> of(Connection connection, long migration, TakenBy takenBy) throws SQLException {
        return of(connection, migration).stream()
                .filter(archive -> archive.takenBy() == takenBy)
                .toList();
    }

    static int nextPosition(Connection connection, long migration) throws SQLException {
        return (int) Sql.number(
                connection,
                "SELECT coalesce(max(position), 0) + 1 FROM interlock.archive WHERE migration = ?",
                migration);
    }

    /** @param lockTimeout the plan's */
    static void add(Connection transaction, Archive archive, List<String> definitions, Duration lockTimeout)
            throws SQLException {
        Sql.update(
                transaction,
                INSERT,
                archive.migration(),
                archive.position(),
                archive.takenBy().ledger(),
                archive.relation(),
                archive.table().schema(),
                archive.table().name(),
                archive.whole(),
                archive.storedAs(),
                definitions,
                lockTimeout.toMillis());
        for (ArchivedColumn column : archive.columns()) {
            Sql.update(
                    transaction,
                    INSERT_COLUMN,
                    archive.migration(),
                    archive.position(),
                    column.number(),
                    column.name(),
                    column.type(),
                    column.collation(),
                    column.key(),
                    column.finds(),
                    column.goes(),
                    column.asText(),
                    column.stored(),
                    column.required(),
                    column.defaultText(),
                    column.generatedText());
        }
    }

    /** What goes along, as it is now. */
    static void define(Connection connection, Archive archive, List<String> definitions) throws SQLException {
        Sql.update(
                connection,
                "UPDATE interlock.archive SET definitions = ? WHERE migration = ? AND position = ?",
                definitions,
                archive.migration(),
                archive.position());
    }

    /** Empty while it has not been equal. */
    static Optional<String> proof(Connection connection, Archive archive) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT coalesce(proof, '') FROM interlock.archive WHERE migration = ? AND position = ?",
                        row -> row.getString(1),
                        archive.migration(),
                        archive.position())
                .filter(proof -> !proof.isEmpty());
    }

    static void prove(Connection transaction, Archive archive, ArchiveProof.Equal found) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.archive SET proof = ?, row_count = ?, checksum = ?, compared_at = clock_timestamp(),"
                        + " bytes = pg_total_relation_size(?::regclass) WHERE migration = ? AND position = ?",
                found.proof(),
                found.rows(),
                found.checksum(),
                archive.store().quoted(),
                archive.migration(),
                archive.position());
    }

    /** Part of the drop: from its commit on the archive stays as it is, and so long. */
    static void seal(Connection transaction, Archive archive, Duration kept) throws SQLException {
        Sql.update(
                transaction,
                "UPDATE interlock.archive SET sealed_at = clock_timestamp(),"
                        + " until = clock_timestamp() + ? * interval '1 millisecond' WHERE migration = ? AND position = ?",
                kept.toMillis(),
                archive.migration(),
                archive.position());
    }

    /** Its columns and cursors go with it. */
    static void remove(Connection transaction, Archive archive) throws SQLException {
        Sql.update(
                transaction,
                "DELETE FROM interlock.archive WHERE migration = ? AND position = ?",
                archive.migration(),
                archive.position());
    }

    private static Archive read(ResultSet row) throws SQLException {
        return new Archive(
                row.getLong("migration"),
                row.getInt("position"),
                TakenBy.of(row.getString("taken_by")),
                row.getLong("relation"),
                new TableName(row.getString("schema_name"), row.getString("table_name")),
                row.getBoolean("whole"),
                row.getString("stored_as"),
                List.of());
    }
}
