// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * One shop.
 *
 * @param jdbcUrl of its database, straight to PostgreSQL
 * @param rows users to begin with
 * @param instances copies of the shop, each with its own client and its own connection pool
 * @param requestsPerSecond of all instances together, evenly paced
 * @param flag the flag that both code paths stand behind
 */
public record ShopSettings(
        String jdbcUrl, String user, String password, int rows, int instances, int requestsPerSecond, String flag) {

    /** Three instances and 1,200 requests a second. */
    public static ShopSettings of(String jdbcUrl, String user, String password, int rows) {
        return new ShopSettings(jdbcUrl, user, password, rows, 3, 1200, "users-split-name");
    }

    /** A connection of its own, outside every pool. */
    Connection connect(String applicationName) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", applicationName);
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
