// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import dev.interlock.demo.stack.ShopDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How often guardrails asked Prometheus, by the looks that are kept. */
final class PrometheusAsked {

    private PrometheusAsked() {}

    static long times(ShopDatabase database) throws SQLException {
        try (Connection connection = database.observe();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM interlock.look WHERE asked IS NOT NULL")) {
            row.next();
            return row.getLong(1);
        }
    }
}
