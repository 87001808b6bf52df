// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs writes and puts on record what became of them, whatever happens to the connection meanwhile. */
final class Transaction {

    private final Connection connection;
    private final Journal journal;
    private final List<Pending> pending = new ArrayList<>();

    Transaction(Connection connection, Journal journal) {
        this.connection = connection;
        this.journal = journal;
    }

    /** One write to one row. */
    @FunctionalInterface
    interface RowWrite {
        /** The version that it made; empty when the row is not there. */
        OptionalLong run(Connection connection) throws SQLException;
    }

    /** Several of them. */
    @FunctionalInterface
    interface Body {
        void run(Transaction transaction) throws SQLException;
    }

    private record Pending(long id, long version, @Nullable String name) {}

    /** The server commits it, and one answer tells both. */
    void alone(long id, @Nullable String name, RowWrite write) throws SQLException {
        connection.setAutoCommit(true);
        try {
            OptionalLong version = write.run(connection);
            version.ifPresent(made -> journal.add(id, new Write(made, name, Fate.ACKNOWLEDGED)));
        } catch (SQLException e) {
            journal.add(id, new Write(0, name, SqlFailure.isConnectionLost(e) ? Fate.UNKNOWN : Fate.ROLLED_BACK));
            throw e;
        }
    }

    void together(boolean commit, Body body) throws SQLException {
        Fate fate = Fate.ROLLED_BACK;
        try {
            connection.setAutoCommit(false);
            body.run(this);
            if (commit) {
                fate = Fate.UNKNOWN;
                connection.commit();
                fate = Fate.ACKNOWLEDGED;
            } else {
                connection.rollback();
            }
        } catch (SQLException e) {
            fate = SqlFailure.isConnectionLost(e) ? fate : Fate.ROLLED_BACK;
            throw e;
        } finally {
            for (Pending write : pending) {
                journal.add(write.id, new Write(write.version, write.name, fate));
            }
        }
    }

    void write(long id, @Nullable String name, RowWrite write) throws SQLException {
        write.run(connection).ifPresent(version -> pending.add(new Pending(id, version, name)));
    }
}
