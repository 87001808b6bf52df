// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The few shapes of JDBC that the activities need. */
public final class Sql {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Sql() {}

    /** The number of rows changed. */
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    public static <T> List<T> list(Connection connection, String sql, RowReader<T> reader, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /** The first row, if there is one. */
    public static <T> Optional<T> first(Connection connection, String sql, RowReader<T> reader, Object... values)
            throws SQLException {
        return list(connection, sql, reader, values).stream().findFirst();
    }

    /** The first column of the only row. */
    public static long number(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, sql, row -> row.getLong(1), values).orElseThrow();
    }

    /** By the server's own clock, also within a transaction. */
    public static Instant now(Connection connection) throws SQLException {
        return first(connection, "SELECT clock_timestamp()", row -> row.getObject(1, OffsetDateTime.class))
                .orElseThrow()
                .toInstant();
    }

    /** Runs the text as it stands: several statements, no parameters, no JDBC escapes. */
    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Runs the work in one transaction; anything that it throws rolls back. */
    public static <T> T inTransaction(Connection connection, SqlWork<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            T result = work.apply(connection);
            connection.commit();
            committed = true;
            return result;
        } finally {
            restore(connection, committed);
        }
    }

    /** What is made of work that has failed. */
    @FunctionalInterface
    public interface Recovery<T> {

        /** Asks the database nothing. Throws the failure again where the transaction cannot go on. */
        T from(SQLException failure) throws SQLException;
    }

    /** The work in the open transaction, which goes on where the work fails and can be recovered from: nothing of it stays then. */
    public static <T> T recovering(Connection transaction, SqlWork<T> work, Recovery<T> recovery) throws SQLException {
        Savepoint before = transaction.setSavepoint();
        try {
            T result = work.apply(transaction);
            transaction.releaseSavepoint(before);
            return result;
        } catch (SQLException e) {
            T recovered = recovery.from(e);
            transaction.rollback(before);
            return recovered;
        }
    }

    /** The same; empty where the work gets no lock in time. */
    public static <T> Optional<T> unlessLocked(Connection transaction, SqlWork<T> work) throws SQLException {
        return recovering(transaction, open -> Optional.of(work.apply(open)), e -> {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            return Optional.empty();
        });
    }

    public static List<String> texts(Array array) throws SQLException {
        try {
            return Arrays.stream((Object[]) array.getArray())
                    .map(String::valueOf)
                    .toList();
        } finally {
            array.free();
        }
    }

    private static void restore(Connection connection, boolean committed) throws SQLException {
        if (connection.isClosed()) {
            return;
        }
        if (!committed) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                bind(connection, statement, i + 1, values[i]);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof List<?> texts) {
            statement.setArray(index, connection.createArrayOf("text", texts.toArray()));
        } else if (value instanceof Optional<?> optional) {
            statement.setObject(index, optional.orElse(null));
        } else {
            statement.setObject(index, value);
        }
    }
}
