// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.shop.Shop;
import dev.interlock.demo.shop.ShopSettings;
import dev.interlock.demo.stack.ShopDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The shop in the demo's database: its tables belong to one role, and it works as another that may not change them. */
final class DemoShop {

    /** One visitor in five finds the new path broken. */
    private static final double BROKEN_FOR = 0.2;

    private DemoShop() {}

    static void seed(ShopDatabase database, int rows) throws SQLException {
        try (Shop owner = new Shop(ShopSettings.of(database.url(), ShopDatabase.OWNER, "", rows))) {
            owner.createAndSeed();
        }
        try (Connection connection = database.observe();
                Statement statement = connection.createStatement()) {
            String application = ShopDatabase.APPLICATION;
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + application);
            statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + application);
        }
    }

    /** Open for visitors, with what the scenario wants to be wrong. */
    static Shop open(ShopDatabase database, DemoOptions options) {
        Shop shop = new Shop(ShopSettings.of(database.url(), ShopDatabase.APPLICATION, "", options.rows()));
        if (options.scenario() == Scenario.ERRORS) {
            shop.trouble().failNewPathFor(BROKEN_FOR);
        }
        if (options.scenario() == Scenario.TABLE_SCAN) {
            shop.trouble().scanOnNewPath(true);
        }
        shop.start();
        return shop;
    }
}
