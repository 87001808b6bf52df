// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseSettings;
import dev.interlock.activities.ledger.LedgerInstaller;
import dev.interlock.activities.ledger.LedgerRoles;
import dev.interlock.activities.ledger.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A real PostgreSQL of one test, with pg_stat_statements loaded: what it counts is the whole server's. */
public final class StatementServer implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Database database;

    private StatementServer(EmbeddedPostgres server, Database database) {
        this.server = server;
        this.database = database;
    }

    /** @param most statements it keeps, at least 100 */
    public static StatementServer start(int most) {
        try {
            EmbeddedPostgres started = Cluster.builder()
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("pg_stat_statements.max", String.valueOf(most))
                    .start();
            String url = started.getJdbcUrl("postgres", "postgres") + "&sslmode=disable";
            Database database = new Database(new DatabaseSettings("postgres", url, "postgres", ""));
            StatementServer server = new StatementServer(started, database);
            server.run("CREATE SCHEMA stats; CREATE EXTENSION pg_stat_statements SCHEMA stats");
            server.empty();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins anew with a fresh ledger and no table. */
    public void empty() throws SQLException {
        run("DROP SCHEMA IF EXISTS interlock CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        new LedgerInstaller(database, LedgerRoles.NONE).install();
    }

    public Database database() {
        return database;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.connect("test")) {
            Sql.run(connection, sql);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
