// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Serves one request on one path. The caller holds the user's lock. */
final class RequestHandler {

    private final DataSource pool;
    private final WriteLedger ledger;
    private final NameBook names;

    RequestHandler(DataSource pool, WriteLedger ledger, NameBook names) {
        this.pool = pool;
        this.ledger = ledger;
        this.names = names;
    }

    void handle(RequestKind kind, long id, UserPath path) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            if (kind == RequestKind.READ) {
                read(connection, id, path);
                return;
            }
            connection.setAutoCommit(false);
            write(connection, kind, id, path);
        }
    }

    /** A read that shows another value than the last acknowledged one is a failed request. */
    private void read(Connection connection, long id, UserPath path) throws SQLException {
        PersonName read = path.read(connection, id).orElseThrow(() -> new WrongAnswer("user " + id + " is gone"));
        PersonName expected = ledger.expected(id).orElse(read);
        if (!expected.equals(read)) {
            throw new WrongAnswer("user " + id + " is " + read + " and should be " + expected);
        }
    }

    private void write(Connection connection, RequestKind kind, long id, UserPath path) throws SQLException {
        PersonName name = names.next();
        try {
            change(connection, kind, id, path, name);
        } catch (SQLException | RuntimeException failure) {
            rollback(connection, failure);
            throw failure;
        }
        if (kind == RequestKind.ABANDON) {
            connection.rollback();
            return;
        }
        commit(connection, id, name);
    }

    private static void change(Connection connection, RequestKind kind, long id, UserPath path, PersonName name)
            throws SQLException {
        if (kind == RequestKind.REGISTER) {
            path.register(connection, id, name);
            return;
        }
        if (kind != RequestKind.RENAME) {
            placeOrder(connection, id);
        }
        if (!path.rename(connection, id, name)) {
            throw new WrongAnswer("user " + id + " is gone");
        }
    }

    private static void placeOrder(Connection connection, long id) throws SQLException {
        String sql = "INSERT INTO orders (user_id, cents) VALUES (?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, id);
            insert.setInt(2, 100 + (int) (id % 9900));
            insert.executeUpdate();
        }
    }

    private void commit(Connection connection, long id, PersonName name) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException unknownOutcome) {
            ledger.forget(id);
            throw unknownOutcome;
        }
        ledger.acknowledge(id, name);
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            cause.addSuppressed(second);
        }
    }

    /** The database answered, and not what it had acknowledged. */
    static final class WrongAnswer extends RuntimeException {

        WrongAnswer(String message) {
            super(message);
        }
    }
}
