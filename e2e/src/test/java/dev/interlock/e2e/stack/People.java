// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A table of people, the application that writes to it all the time, and the plan that changes it. */
public final class People implements AutoCloseable {

    private static final int FEW = 2000;

    private static final String CREATE = """
            SET ROLE shop_owner;
            CREATE TABLE %1$s (id bigint PRIMARY KEY, full_name text NOT NULL);
            INSERT INTO %1$s SELECT id, 'Ada Lovelace' FROM generate_series(1, %2$d) AS id;
            GRANT SELECT, INSERT, UPDATE, DELETE ON %1$s TO shop_app
            """;

    private final Servers servers;
    private final String id;
    private final String table;
    private final int number;
    private final Traffic traffic;

    private People(Servers servers, String id, String table, int number, Traffic traffic) {
        this.servers = servers;
        this.id = id;
        this.table = table;
        this.number = number;
        this.traffic = traffic;
    }

    /** @param id of the plan; the table is called after it */
    public static People open(Servers servers, String id) throws SQLException {
        return open(servers, id, FEW);
    }

    public static People open(Servers servers, String id, int number) throws SQLException {
        String table = id.replace('-', '_');
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(CREATE.formatted(table, number));
        }
        // The last one is renamed by nobody.
        Traffic traffic = Traffic.start(servers.applicationDatabase(), id, table, number - 1);
        return new People(servers, id, table, number, traffic);
    }

    public String id() {
        return id;
    }

    public String workflowId() {
        return "migration.shop." + id;
    }

    public RestApi.Answer startMigration() throws Exception {
        return startMigration(PeoplePlan.SHORT_SOAK);
    }

    /** @param soak of the plan; a person is asked for approval where statements were not looked at for most of two such */
    public RestApi.Answer startMigration(String soak) throws Exception {
        return servers.api().start(PeoplePlan.files(id, table, soak));
    }

    /** @param guardrails further ones, as lines of YAML */
    public RestApi.Answer startGuardedMigration(String guardrails) throws Exception {
        return servers.api().start(PeoplePlan.guarded(id, table, guardrails));
    }

    /** The ramp begins at 1 %; {@code TABLE} in the guardrails stands for the table. */
    public RestApi.Answer startMigrationFromOnePercent(String guardrails) throws Exception {
        return servers.api().start(PeoplePlan.fromOnePercent(id, table, guardrails.replace("TABLE", table)));
    }

    /** From here on the new path scans the table in every call. */
    public void lookUpByNameOnTheNewPath() {
        traffic.lookUpByName();
    }

    /** With a second expand script, which builds an index on a new column and runs in no transaction. */
    public RestApi.Answer startMigrationWithIndex() throws Exception {
        return servers.api().start(PeoplePlan.filesWithIndex(id, table));
    }

    /** A forgotten report, which locks nothing of ours: no index is built to its end while its snapshot is held. */
    public Blocker holdASnapshot() throws SQLException {
        return Blocker.open(servers.connect(), "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1");
    }

    /** A forgotten reader: no DDL gets its lock. */
    public Blocker readAndStayOpen() throws SQLException {
        return Blocker.open(servers.connect(), "SELECT 1 FROM " + table + " LIMIT 1");
    }

    /** A forgotten writer: the last row cannot be backfilled. */
    public Blocker lockTheLastRow() throws SQLException {
        return Blocker.open(servers.connect(), "SELECT 1 FROM " + table + " WHERE id = " + number + " FOR UPDATE");
    }

    /** What the only row of this says, its columns joined by a blank; TABLE stands for the table. */
    public String row(String sql) throws SQLException {
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.replace("TABLE", table))) {
            StringBuilder line = new StringBuilder();
            if (row.next()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    line.append(i == 1 ? "" : " ").append(row.getString(i));
                }
            }
            return line.toString();
        }
    }

    /** Whether somebody stands behind a lock on the table. */
    public boolean isWaitedFor() throws SQLException {
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
                        + " AND relation = '" + table + "'::regclass)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Ends the traffic; what was acknowledged and cannot be read through the old path. */
    public Map<Long, String> lostOnTheOldPath() throws SQLException {
        return lost("full_name");
    }

    /** Ends the traffic; what was acknowledged and cannot be read through the new path. */
    public Map<Long, String> lostOnTheNewPath() throws SQLException {
        return lost("first_name || ' ' || last_name");
    }

    private Map<Long, String> lost(String name) throws SQLException {
        Map<Long, String> lost = new HashMap<>(traffic.acknowledged());
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, " + name + " FROM " + table)) {
            while (row.next()) {
                lost.remove(row.getLong(1), row.getString(2));
            }
        }
        return lost;
    }

    @Override
    public void close() throws SQLException {
        traffic.close();
    }
}
