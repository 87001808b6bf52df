// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import dev.interlock.api.config.DatabaseConfiguration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A real PostgreSQL with an empty ledger, and the role that the API runs as. */
final class LedgerDatabase implements AutoCloseable {

    private static final Path LEDGER = Path.of("../activities/src/main/resources/dev/interlock/activities/ledger");

    private final EmbeddedPostgres postgres;

    private LedgerDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static LedgerDatabase start() throws IOException {
        LedgerDatabase database = new LedgerDatabase(EmbeddedPostgres.builder().start());
        database.run("CREATE SCHEMA interlock");
        for (Path script : scripts()) {
            database.run(Files.readString(script));
        }
        database.run("""
                CREATE ROLE interlock_api LOGIN PASSWORD 'secret-of-the-api';
                GRANT USAGE ON SCHEMA interlock TO interlock_api;
                GRANT SELECT ON ALL TABLES IN SCHEMA interlock TO interlock_api;
                GRANT EXECUTE ON FUNCTION interlock.kill(text, text, text) TO interlock_api;
                GRANT EXECUTE ON FUNCTION interlock.add_release(text, text, text, text),
                    interlock.remove_release(text, text, text, text),
                    interlock.order_archive(text, text, text, text, text, text) TO interlock_api;
                GRANT EXECUTE ON FUNCTION interlock.live_since(text, interval), interlock.report_every(text) TO interlock_api;
                """);
        return database;
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(LEDGER)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }

    DatabaseConfiguration asApi() {
        return new DatabaseConfiguration(url(), "interlock_api", "secret-of-the-api");
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    /** Another session, by its application_name; to be closed by the caller. */
    Connection connect(String application) throws SQLException {
        return DriverManager.getConnection(url() + "?user=postgres&ApplicationName=" + application);
    }

    void run(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    void empty() {
        run(
                "TRUNCATE interlock.claim, interlock.flag, interlock.look, interlock.evidence, interlock.release, interlock.queue, interlock.migration CASCADE;"
                        + "ALTER TABLE interlock.event DISABLE TRIGGER append_only; DELETE FROM interlock.event;"
                        + "ALTER TABLE interlock.event ENABLE TRIGGER append_only");
    }

    /** A migration as the ledger would have it; {@code ended} is SQL: NULL, or a quoted end. */
    void migration(String id, String sha256, String phase, String ended) {
        run("""
                INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key,
                                                 switched_off, started_by, run_id, phase, percent, ended_at, ended_as)
                VALUES ('%s', '%s', '{}', 'Split a name', 'team-accounts', '{public.users}', '%s', '{hide}', 'alice',
                        'run', '%s', 20000, CASE WHEN %s IS NULL THEN NULL ELSE clock_timestamp() END, %s)
                """.formatted(id, sha256, id, phase, ended, ended));
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
