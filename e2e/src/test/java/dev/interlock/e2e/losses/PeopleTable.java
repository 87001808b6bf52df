// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The statements of both paths. Every write raises the row's version and tells it. */
final class PeopleTable {

    static final int ROWS = 3000;

    private static final String CREATE = """
            SET ROLE shop_owner;
            CREATE TABLE %1$s (id bigint PRIMARY KEY, version bigint NOT NULL, full_name text NOT NULL, note text);
            INSERT INTO %1$s SELECT id, 0, 'Seed ' || id FROM generate_series(1, %2$d) AS id;
            GRANT SELECT, INSERT, UPDATE, DELETE ON %1$s TO shop_app;
            RESET ROLE
            """;

    private final String name;
    private volatile boolean oldShapeOnNewPath = true;

    PeopleTable(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** As a release before the contract: the new path does not even read the old shape any more. Nobody may be writing. */
    void releaseWithoutOldShapeOnNewPath() {
        oldShapeOnNewPath = false;
    }

    void create(Connection connection, Journal journal) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE.formatted(name, ROWS));
        }
        for (long id = 1; id <= ROWS; id++) {
            journal.seed(id, "Seed " + id);
        }
    }

    OptionalLong renameOnOldPath(Connection connection, long id, PersonName to) throws SQLException {
        return version(
                connection,
                "UPDATE " + name + " SET full_name = ?, version = version + 1 WHERE id = ? RETURNING version",
                to.full(),
                id);
    }

    OptionalLong renameOnNewPath(Connection connection, long id, PersonName to) throws SQLException {
        return version(
                connection,
                "UPDATE " + name
                        + " SET first_name = ?, last_name = ?, version = version + 1 WHERE id = ? RETURNING version",
                to.first(),
                to.last(),
                id);
    }

    /** Locks the row, so that what is written back is not stale. */
    OptionalLong writeAllOnOldPath(Connection connection, long id, PersonName to) throws SQLException {
        Optional<Written> row = lock(connection, id);
        if (row.isEmpty()) {
            return OptionalLong.empty();
        }
        return version(
                connection,
                "UPDATE " + name + " SET full_name = ?, note = ?, version = version + 1 WHERE id = ? RETURNING version",
                to.full(),
                row.get().note(),
                id);
    }

    OptionalLong writeAllOnNewPath(Connection connection, long id, PersonName to) throws SQLException {
        return oldShapeOnNewPath ? writeBothShapes(connection, id, to) : writeNewShape(connection, id, to);
    }

    private OptionalLong writeNewShape(Connection connection, long id, PersonName to) throws SQLException {
        return version(
                connection,
                "UPDATE " + name + " SET first_name = ?, last_name = ?, note = note, version = version + 1"
                        + " WHERE id = ? RETURNING version",
                to.first(),
                to.last(),
                id);
    }

    /** Writes the old shape back as it was read. */
    private OptionalLong writeBothShapes(Connection connection, long id, PersonName to) throws SQLException {
        Optional<Written> row = lock(connection, id);
        if (row.isEmpty()) {
            return OptionalLong.empty();
        }
        return version(
                connection,
                "UPDATE " + name + " SET full_name = ?, first_name = ?, last_name = ?, note = ?, version = version + 1"
                        + " WHERE id = ? RETURNING version",
                row.get().fullName(),
                to.first(),
                to.last(),
                row.get().note(),
                id);
    }

    OptionalLong insertOnOldPath(Connection connection, long id, PersonName to) throws SQLException {
        return version(
                connection,
                "INSERT INTO " + name + " (full_name, id, version) VALUES (?, ?, 1) RETURNING version",
                to.full(),
                id);
    }

    OptionalLong insertOnNewPath(Connection connection, long id, PersonName to) throws SQLException {
        return version(
                connection,
                "INSERT INTO " + name + " (first_name, last_name, id, version) VALUES (?, ?, ?, 1) RETURNING version",
                to.first(),
                to.last(),
                id);
    }

    OptionalLong delete(Connection connection, long id) throws SQLException {
        return version(connection, "DELETE FROM " + name + " WHERE id = ? RETURNING version + 1", id);
    }

    void note(Connection connection, long id, String note) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + name + " SET note = ? WHERE id = ?")) {
            update.setString(1, note);
            update.setLong(2, id);
            update.executeUpdate();
        }
    }

    /** Every row, under one snapshot. */
    Map<Long, Seen> read(Connection connection, boolean oldPathExists) throws SQLException {
        String old = oldPathExists ? "full_name" : "NULL";
        String sql = "SELECT id, version, " + old + ", first_name || coalesce(' ' || last_name, '') FROM " + name;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            Map<Long, Seen> seen = new HashMap<>();
            while (row.next()) {
                seen.put(row.getLong(1), new Seen(row.getLong(2), row.getString(3), row.getString(4), oldPathExists));
            }
            return seen;
        }
    }

    private Optional<Written> lock(Connection connection, long id) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT full_name, note FROM " + name + " WHERE id = ? FOR UPDATE")) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Written(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    /** What is written back as it was read. */
    private record Written(String fullName, @Nullable String note) {}

    private static OptionalLong version(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
