// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.service;

import dev.interlock.demo.shop.Shop;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes the shop's tables once, and lets the application use them. */
final class ShopTables {

    private final ShopFile file;

    ShopTables(ShopFile file) {
        this.file = file;
    }

    /** Makes nothing where the tables are there already. */
    void ensure() throws SQLException {
        try (Connection connection = DriverManager.getConnection(file.url(), file.owner(), file.ownerPassword());
                Statement statement = connection.createStatement()) {
            if (exists(statement)) {
                return;
            }
            try (Shop owner = new Shop(file.asOwner())) {
                owner.createAndSeed();
            }
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + file.user());
            statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + file.user());
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass('public.users') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
