// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A real database with the ledger that ships, to be moved by hand. */
final class LedgerDatabase implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("../activities/src/main/resources/dev/interlock/activities/ledger");

    private final EmbeddedPostgres postgres;
    private final String name;

    private LedgerDatabase(EmbeddedPostgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** On a server of its own. */
    static LedgerDatabase startEmpty() throws IOException {
        return new LedgerDatabase(
                EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start(),
                "postgres");
    }

    /** Another one on the same server. */
    LedgerDatabase createEmpty(String other) throws SQLException {
        execute("CREATE DATABASE " + other);
        return new LedgerDatabase(postgres, other);
    }

    DataSource dataSource() {
        return postgres.getDatabase("postgres", name);
    }

    Connection connect() throws SQLException {
        return dataSource().getConnection();
    }

    void installLedger() throws SQLException, IOException {
        execute("CREATE SCHEMA interlock");
        for (Path script : scripts()) {
            execute(Files.readString(script));
        }
        execute("""
                INSERT INTO interlock.migration
                    (id, plan_sha256, files, description, owner, tables, flag_key, started_by, run_id)
                VALUES ('m', 'sha', '{}', 'd', 'o', '{public.users}', 'm', 's', 'r')""");
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    void createFlag(String key) throws SQLException {
        execute("INSERT INTO interlock.flag (key, migration, actor, reason) SELECT '" + key
                + "', number, 'test', 'test' FROM interlock.migration");
    }

    void moveFlag(String key, int wholePercent) throws SQLException {
        execute("UPDATE interlock.flag SET version = version + 1, percent = " + wholePercent * 1000 + " WHERE key = '"
                + key + "'");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One value as text, the empty string when there is none. */
    String ask(String sql, String parameter) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            try (ResultSet row = query.executeQuery()) {
                String found = row.next() ? row.getString(1) : null;
                return found == null ? "" : found;
            }
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
