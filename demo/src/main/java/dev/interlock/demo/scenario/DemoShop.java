// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.shop.Shop;
import dev.interlock.demo.shop.ShopSettings;
import dev.interlock.demo.stack.ShopDatabase;
import dev.interlock.demo.stack.ShopTables;
import java.sql.SQLException;
import java.time.Duration;

/** The shop in the demo's database. */
final class DemoShop {

    /** One visitor in five finds the new path broken. */
    private static final double BROKEN_FOR = 0.2;

    /** One visitor in twenty has no first name: few failures, each of them a name that a rollback would lose. */
    private static final double NAMELESS = 0.05;

    /** Far above what a call takes, far below what a visitor would call broken. */
    private static final Duration DELAY = Duration.ofMillis(60);

    private DemoShop() {}

    static void seed(ShopDatabase database, int rows) throws SQLException {
        ShopTables.ensure(ShopSettings.of(database.url(), ShopDatabase.OWNER, "", rows), ShopDatabase.APPLICATION);
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
        if (options.scenario() == Scenario.SLOW) {
            shop.trouble().delayNewPathBy(DELAY);
        }
        if (options.scenario() == Scenario.BAD_BACKWARD) {
            shop.trouble().leaveFirstNameOutFor(NAMELESS);
        }
        shop.start();
        return shop;
    }
}
