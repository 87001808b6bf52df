// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.client.InterlockClient;
import dev.interlock.domain.flag.SlowBounds;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Many copies of an application that ask for one flag: each is a client as it ships, and all share one pool. */
public final class Fleet implements AutoCloseable {

    private static final String FLAG = "split";
    private static final int POOL = 8;
    private static final double MEBIBYTE = 1 << 20;
    private static final int COUNTERS = 16 + 4 * SlowBounds.COUNT + 8;

    private final Server server;
    private final String database;
    private final List<UUID> boots = new ArrayList<>();
    private final List<InterlockClient> clients = new ArrayList<>();
    private final HikariDataSource pool;

    /** In a database of its own, with the flag at 5 %. */
    public Fleet(Server server, String database) throws SQLException {
        this.server = server;
        this.database = database;
        server.createWithLedger(database);
        server.run(
                database,
                List.of(
                        "INSERT INTO interlock.migration (id, plan_sha256, files, description, owner, tables, flag_key, started_by,"
                                + " run_id) VALUES ('split', 'sha', '{}', '', '', '{public.users}', 'split', 'bench', 'run')",
                        "INSERT INTO interlock.flag (key, migration, actor, reason) SELECT 'split', number, 'bench', 'claimed'"
                                + " FROM interlock.migration",
                        "UPDATE interlock.flag SET percent = 5000, version = 2"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url(database));
        config.setUsername("postgres");
        config.setMaximumPoolSize(POOL);
        this.pool = new HikariDataSource(config);
    }

    /** Starts so many clients, each with a call every now and then on its own. */
    public void start(int instances) {
        for (int i = 0; i < instances; i++) {
            clients.add(InterlockClient.builder(pool, "shop-" + i).flag(FLAG).start());
        }
    }

    /** Each client serves a call, so that every report has something new. */
    public void call() {
        clients.forEach(client -> client.guardedPath().call(FLAG, "somebody", () -> "old", () -> "new"));
    }

    /** Rows of the ledger's evaluators and of what counts them, written a second. */
    public double writes(int seconds) throws SQLException, InterruptedException {
        long before = written();
        long begun = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            call();
            TimeUnit.SECONDS.sleep(1);
        }
        return Timed.rounded((written() - before) * 1e9 / (System.nanoTime() - begun));
    }

    private long written() throws SQLException {
        try (Connection connection = server.connect(database)) {
            Sql.run(connection, "SELECT pg_stat_clear_snapshot()");
            return Sql.number(
                    connection,
                    "SELECT sum(n_tup_ins + n_tup_upd)::bigint FROM pg_stat_user_tables"
                            + " WHERE schemaname = 'interlock' AND relname IN ('evaluator', 'fleet')");
        }
    }

    /** Reports of so many evaluators in turn, as fast as they go. */
    public void report(int instances, int reports) throws SQLException {
        while (boots.size() < instances) {
            boots.add(UUID.randomUUID());
        }
        try (Connection connection = server.connect(database)) {
            for (int i = 0; i < reports; i++) {
                int instance = i % instances;
                Sql.list(
                        connection,
                        "SELECT version FROM interlock.report(?, ?, ?, 2, 0, ?::text[]::bigint[], false)",
                        row -> row.getLong(1),
                        FLAG,
                        "api-" + instance,
                        boots.get(instance),
                        Collections.nCopies(COUNTERS, (long) i));
            }
        }
    }

    /** In MiB, with its index. */
    public double size() throws SQLException {
        try (Connection connection = server.connect(database)) {
            return Timed.rounded(
                    Sql.number(connection, "SELECT pg_total_relation_size('interlock.evaluator')") / MEBIBYTE);
        }
    }

    /** A transaction that sees all that is there now, and keeps it from being cleaned away until it is closed. */
    public Connection holdSnapshot() throws SQLException {
        Connection connection = server.connect(database);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Sql.number(connection, "SELECT count(*) FROM pg_class");
        return connection;
    }

    public void vacuum() throws SQLException {
        server.run(database, List.of("VACUUM interlock.evaluator"));
    }

    @Override
    public void close() {
        clients.parallelStream().forEach(InterlockClient::close);
        pool.close();
    }
}
