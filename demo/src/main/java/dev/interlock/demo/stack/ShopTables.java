// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import dev.interlock.demo.shop.Shop;
import dev.interlock.demo.shop.ShopSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The shop's tables belong to one role; the shop works as another, which may not change them. */
public final class ShopTables {

    private ShopTables() {}

    /** Makes and fills them, unless they are there already. */
    public static void ensure(ShopSettings owner, String application) throws SQLException {
        try (Connection connection = DriverManager.getConnection(owner.jdbcUrl(), owner.user(), owner.password());
                Statement statement = connection.createStatement()) {
            if (exist(statement)) {
                return;
            }
            try (Shop shop = new Shop(owner)) {
                shop.createAndSeed();
            }
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + application);
            statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + application);
        }
    }

    private static boolean exist(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT to_regclass('public.users') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
