// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import dev.interlock.worker.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** One database can be reached, is new enough, and lets its role keep the ledger. */
public final class DatabaseCheck {

    private static final int OLDEST_VERSION = 14;

    /** The ledger's schema: it may be made, or it is there and may be added to. */
    private static final String FACTS = """
            SELECT current_setting('server_version_num')::int / 10000,
                   CASE WHEN to_regnamespace('interlock') IS NULL
                        THEN has_database_privilege(current_database(), 'CREATE')
                        ELSE has_schema_privilege('interlock', 'CREATE') END,
                   current_database()
            """;

    private final String name;
    private final DatabaseSettings settings;

    public DatabaseCheck(String name, DatabaseSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /** At most one. */
    public List<String> problems() {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(FACTS)) {
            row.next();
            return judge(row.getInt(1), row.getBoolean(2), row.getString(3));
        } catch (SQLException e) {
            return List.of("database " + name + " at " + settings.address() + " cannot be used as " + settings.user()
                    + ": " + firstLine(e));
        }
    }

    private List<String> judge(int version, boolean mayCreate, String database) {
        if (version < OLDEST_VERSION) {
            return List.of("database " + name + " runs PostgreSQL " + version + "; Interlock needs " + OLDEST_VERSION
                    + " or later");
        }
        if (!mayCreate) {
            return List.of("role " + settings.user() + " may not create the ledger's schema in database " + name
                    + "; run GRANT CREATE ON DATABASE " + database + " TO " + settings.user());
        }
        return List.of();
    }

    private Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "8");
        properties.setProperty("socketTimeout", "8");
        properties.setProperty("ApplicationName", "interlock:check");
        return DriverManager.getConnection(settings.url(), properties);
    }

    private static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
