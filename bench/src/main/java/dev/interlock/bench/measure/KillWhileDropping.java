// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.lab.Items;
import dev.interlock.bench.lab.Product;
import dev.interlock.bench.lab.Samples;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.lab.Timed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** How long a kill takes while the drop waits for the locks of its tables. */
public final class KillWhileDropping implements Measurement {

    private static final String DATABASE = "shop";
    private static final long ROWS = 1_000;
    private static final int KILLS = 20;

    private static final String WAITING = "a kill while the drop waits";
    private static final String AT_REST = "a kill at rest";

    private static final String KILL = "SELECT percent FROM interlock.kill('widen', 'bench', 'a measurement')";

    private static final String LET_THROUGH =
            "UPDATE interlock.flag SET percent = 100000, safe_side = 'new', version = version + 1, epoch = 0";

    private static final String WAITS = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            + " WHERE d.datname = current_database() AND l.mode = 'AccessExclusiveLock' AND NOT l.granted";

    @Override
    public String name() {
        return "kill";
    }

    @Override
    public String title() {
        return "A kill while the drop waits for its locks";
    }

    @Override
    public String how() {
        return "A table whose contract may drop, and a transaction of somebody's that has read it and stays open: the drop tries for"
                + " its locks again and again, each time for locks.timeout. Every kill is called over one open connection, as"
                + " from psql, at a moment at which an attempt waits; a sample is the mean of " + KILLS
                + " kills, each with its commit on disk. Nothing is hidden: a kill of what is hidden needs the table's lock itself."
                + " After each sample the reader ends, and the drop has to have given way.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.empty();
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        Product product = soaked(ground.server());
        try (Connection killer = ground.server().connect(DATABASE)) {
            Samples samples = ground.inTurn()
                    .add(WAITING, () -> whileWaiting(ground.server(), product, killer))
                    .add(AT_REST, () -> atRest(killer))
                    .times(ROUNDS);
            return List.of(new Row.Measured(
                    WAITING + " for its locks",
                    "ms",
                    samples.of(WAITING),
                    samples.of(AT_REST),
                    Optional.of(Bar.atMost(2))));
        }
    }

    private static Product soaked(Server server) throws SQLException {
        Items.load(server, DATABASE, ROWS);
        Product product = Product.claim(server.database(DATABASE), Items.PLAN);
        product.expand();
        product.backfill();
        product.raise();
        return product;
    }

    private static double atRest(Connection killer) throws Exception {
        Sql.run(killer, LET_THROUGH);
        double seconds = 0;
        for (int i = 0; i < KILLS; i++) {
            seconds += kill(killer);
        }
        return mean(seconds);
    }

    private static double whileWaiting(Server server, Product product, Connection killer) throws Exception {
        Sql.run(killer, LET_THROUGH);
        try (Connection reader = server.connect(DATABASE)) {
            reader.setAutoCommit(false);
            Sql.number(reader, "SELECT count(*) FROM items");
            CompletableFuture<Boolean> dropped = CompletableFuture.supplyAsync(product::drop);
            double seconds = 0;
            for (int i = 0; i < KILLS; i++) {
                untilItWaits(killer);
                seconds += kill(killer);
            }
            reader.rollback();
            if (dropped.get()) {
                throw new IllegalStateException("dropped in spite of a kill");
            }
            return mean(seconds);
        }
    }

    /** Between two attempts it rests, and asks for nothing. */
    private static void untilItWaits(Connection connection) throws SQLException {
        while (Sql.number(connection, WAITS) == 0) {
            Sql.run(connection, "SELECT pg_sleep(0.001)");
        }
    }

    private static double kill(Connection killer) throws Exception {
        return Timed.seconds(() -> Sql.number(killer, KILL));
    }

    private static double mean(double seconds) {
        return Timed.rounded(seconds * 1000 / KILLS);
    }
}
