// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.DatabaseSettings;
import dev.interlock.activities.ledger.LedgerInstaller;
import dev.interlock.activities.ledger.LedgerRoles;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One real PostgreSQL for all tests of this JVM, stopped with it; a database of its own, with the ledger installed, for each test. */
public final class TestServer {

    private static final String TEMPLATE = "with_ledger";
    private static final EmbeddedPostgres SERVER = start();
    private static final FreshDatabases DATABASES = new FreshDatabases(SERVER);

    private TestServer() {}

    /** A database with the ledger and nothing else. */
    public static Database withLedger() {
        return open(createWithLedger());
    }

    /** @return the new database's name */
    public static String createWithLedger() {
        return create(TEMPLATE);
    }

    /** The same for several classes of tests. */
    public static Database sharedWithLedger() {
        try {
            return open(DATABASES.createForGood(TEMPLATE));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty database. */
    public static Database empty() {
        return open(create("template1"));
    }

    public static Database as(Database database, String user, String password) {
        return new Database(new DatabaseSettings(database.name(), url(database.name()), user, password));
    }

    /** The same database, reached at another port of this machine. */
    public static Database through(Database database, int port) {
        String url = "jdbc:postgresql://localhost:" + port + "/" + database.name() + "?sslmode=disable";
        return new Database(new DatabaseSettings(database.name(), url, "postgres", ""));
    }

    /** The same database, under the name that plans call it. */
    public static Database named(String name, Database database) {
        return new Database(new DatabaseSettings(name, url(database.name()), "postgres", ""));
    }

    public static int port() {
        return SERVER.getPort();
    }

    public static EmbeddedPostgres postgres() {
        return SERVER;
    }

    private static String create(String template) {
        try {
            return DATABASES.create(template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres started = Cluster.builder()
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .start();
            return prepare(started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres prepare(EmbeddedPostgres started) {
        try (Connection connection = started.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + TEMPLATE);
            String url = started.getJdbcUrl("postgres", TEMPLATE);
            try (Database template = new Database(new DatabaseSettings(TEMPLATE, url, "postgres", ""))) {
                new LedgerInstaller(template, LedgerRoles.NONE).install();
            }
            return started;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Database open(String name) {
        return new Database(new DatabaseSettings(name, url(name), "postgres", ""));
    }

    private static String url(String name) {
        // Connections are most of what a test takes: without these each of them is three round trips longer.
        return SERVER.getJdbcUrl("postgres", name) + "&sslmode=disable&assumeMinServerVersion=14";
    }
}
