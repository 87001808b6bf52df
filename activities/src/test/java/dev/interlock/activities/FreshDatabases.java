// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;

/** Databases for one test each. Those of tests long over are dropped, or memory would be full of them. */
public final class FreshDatabases {

    /** No test makes so many, and no class that has one of its own lets its tests do. */
    private static final int KEPT = 50;

    private final EmbeddedPostgres server;
    private final Deque<String> names = new ArrayDeque<>();
    private int count;

    public FreshDatabases(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @return its name */
    public synchronized String create(String template) throws SQLException {
        String name = createForGood(template);
        names.add(name);
        if (names.size() > KEPT) {
            execute("DROP DATABASE " + names.remove() + " WITH (FORCE)");
        }
        return name;
    }

    /**
     * One that is there as long as the server.
     *
     * @return its name
     */
    public synchronized String createForGood(String template) throws SQLException {
        count++;
        String name = "t" + count;
        execute("CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY file_copy");
        return name;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
