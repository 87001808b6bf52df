// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The shop's tables as they are before the migration. */
final class ShopSchema {

    private static final List<String> TABLES = List.of(
            "CREATE TABLE users (id bigint NOT NULL, email text NOT NULL, full_name text NOT NULL,"
                    + " created_at timestamptz NOT NULL DEFAULT now())",
            "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL,"
                    + " cents integer NOT NULL)");

    private static final String USERS = """
            INSERT INTO users (id, email, full_name)
            SELECT id, 'user-' || id || '@shop.example', firsts[1 + id %% 8] || coalesce(' ' || lasts[1 + id / 8 %% 7], '')
            FROM generate_series(1, %d) AS id,
                 (SELECT ARRAY['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Frances', 'Plato', 'Hedy'] AS firsts,
                         ARRAY['Lovelace', 'Hopper', 'van Rossum', 'de la Cruz', NULL, 'von der Heide', 'Liskov'] AS lasts)
                 AS names""";

    private ShopSchema() {}

    /** The primary key comes after the rows: that is several times faster. Locks: tables that nobody knows of yet. */
    static void createAndSeed(Connection connection, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute(USERS.formatted(rows));
            statement.execute("ALTER TABLE users ADD PRIMARY KEY (id)");
            statement.execute("VACUUM (ANALYZE) users");
        }
    }

    static String email(long id) {
        return "user-" + id + "@shop.example";
    }
}
