// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.SyncSql;
import dev.interlock.domain.sync.SyncStamp;
import dev.interlock.domain.sync.TableFacts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A shop's database in which a migration is played by hand, with the ledger and the triggers that ship. */
final class ShopDatabase {

    static final int ROWS = 2_000;
    static final String FLAG = "users-split-name";

    private static final String LEDGER = "/dev/interlock/activities/ledger/V1__ledger.sql";

    private static final SyncRule SYNC = SyncRule.of(
            "users",
            Map.of(
                    "first_name",
                    "split_part(full_name, ' ', 1)",
                    "last_name",
                    "CASE WHEN position(' ' in full_name) > 0 THEN substr(full_name, position(' ' in full_name) + 1) END"),
            Map.of("full_name", "first_name || coalesce(' ' || last_name, '')"));

    private final EmbeddedPostgres postgres;
    private final String name;

    private ShopDatabase(EmbeddedPostgres postgres, String name) {
        this.postgres = postgres;
        this.name = name;
    }

    /** A new database on that server. */
    static ShopDatabase create(EmbeddedPostgres postgres, String name) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return new ShopDatabase(postgres, name);
    }

    ShopSettings settings(int requestsPerSecond) {
        String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
        return new ShopSettings(url, "postgres", "postgres", ROWS, 3, requestsPerSecond, FLAG);
    }

    Connection connect() throws SQLException {
        return postgres.getDatabase("postgres", name).getConnection();
    }

    /** Ledger, new columns, sync, backfill, and the flag at 0 %. */
    void expand() throws SQLException, IOException {
        execute("CREATE SCHEMA interlock", ledger());
        execute(
                """
                INSERT INTO interlock.migration
                    (id, plan_sha256, files, description, owner, tables, flag_key, started_by, run_id)
                VALUES ('m', 'sha', '{}', 'd', 'o', '{public.users}', 'users-split-name', 's', 'r')""",
                "INSERT INTO interlock.flag (key, migration, actor, reason)"
                        + " SELECT 'users-split-name', number, 'test', 'test' FROM interlock.migration",
                "ALTER TABLE users ADD COLUMN first_name text, ADD COLUMN last_name text");
        execute(sync().toArray(String[]::new));
        execute("UPDATE users SET id = id");
    }

    private static List<String> sync() {
        List<ColumnFact> columns = List.of(
                ColumnFact.plain("full_name", "text"),
                ColumnFact.plain("first_name", "text"),
                ColumnFact.plain("last_name", "text"));
        TableFacts facts = new TableFacts(TableName.of("users"), columns);
        return SyncSql.of(SYNC, facts, new SyncStamp(1, 1, "m", "sha")).install();
    }

    private static String ledger() throws IOException {
        try (InputStream script = ShopDatabase.class.getResourceAsStream(LEDGER)) {
            if (script == null) {
                throw new IOException("no " + LEDGER);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    void moveFlag(int wholePercent) throws SQLException {
        execute("UPDATE interlock.flag SET version = version + 1, percent = " + wholePercent * 1000);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
