// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A real PostgreSQL 18 with database {@code shop} and one role for each part that people play. */
public final class ShopDatabase implements AutoCloseable {

    /** Owns the tables: the worker's. */
    public static final String OWNER = "shop_owner";

    /** The shop itself: no DDL. */
    public static final String APPLICATION = "shop_app";

    public static final String API = "interlock_api";
    public static final String KILL = "interlock_kill";

    private static final String NAME = "shop";

    private final EmbeddedPostgres postgres;

    private ShopDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static ShopDatabase start(DemoHome home) throws IOException, SQLException {
        return start(home, Ports.free());
    }

    public static ShopDatabase start(DemoHome home, int port) throws IOException, SQLException {
        Redirect log = Redirect.appendTo(home.file("postgres.log").toFile());
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(home.file("postgres"))
                .setOverrideWorkingDirectory(PostgresPrograms.directory(home).toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(90))
                .setServerConfig("max_connections", "300")
                // As PostgreSQL ships: an acknowledged write is a written one.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                // By which the gate sees who still names the old column.
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .start();
        ShopDatabase database = new ShopDatabase(postgres);
        database.createRoles();
        return database;
    }

    private void createRoles() throws SQLException {
        try (Connection connection = connect("postgres", "postgres");
                Statement statement = connection.createStatement()) {
            for (String role : new String[] {OWNER, APPLICATION, API, KILL}) {
                statement.execute("CREATE ROLE " + role + " LOGIN");
            }
            // Without it the worker does not see who still names a hidden column.
            statement.execute("GRANT pg_read_all_stats TO " + OWNER);
            statement.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
        }
        try (Connection connection = connect(NAME, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
        }
    }

    public String url() {
        return url(postgres.getPort());
    }

    static String url(int port) {
        return url(port, NAME);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A connection to the shop's database, for whoever looks on from outside. */
    public Connection observe() throws SQLException {
        return connect(NAME, "postgres");
    }

    private Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection(url(postgres.getPort(), database) + "?ApplicationName=demo", user, "");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
