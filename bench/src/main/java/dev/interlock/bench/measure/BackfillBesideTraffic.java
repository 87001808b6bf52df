// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Row.Measured;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.lab.Pgbench;
import dev.interlock.bench.lab.Plan;
import dev.interlock.bench.lab.Product;
import dev.interlock.bench.lab.Program;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.lab.Timed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What an application feels of a throttled backfill of the very table that it writes. */
public final class BackfillBesideTraffic implements Measurement {

    private static final int SCALE = 10;
    private static final int SECONDS = 20;
    private static final int SECONDS_AT_MOST = 8;
    private static final int RATE = 10_000;
    private static final String TEMPLATE = "accounts";
    private static final String SAMPLE = "sample";
    private static final String BESIDE = "beside the backfill";
    private static final String WITHOUT = "no sync and no backfill";
    private static final String P99 = "p99 of pgbench at half its maximum";
    private static final String TPS = "transactions a second of pgbench at half its maximum";
    private static final Bar P99_BAR = Bar.atMost(1.5);
    private static final Bar TPS_BAR = Bar.atLeast(0.98);

    private static final Plan PLAN = new Plan("pgbench_accounts", "abalance", "balance", "{ rate: " + RATE + " }");

    @Override
    public String name() {
        return "backfill-beside-traffic";
    }

    @Override
    public String title() {
        return "Traffic beside a throttled backfill";
    }

    @Override
    public String how() {
        return "pgbench, scale " + SCALE + ", four clients, for " + SECONDS + " s at half the rate that it reaches by"
                + " itself. Beside it `pgbench_accounts.abalance`, which every transaction writes, gets a bigint: sync is"
                + " on, and the backfill runs all the time, at " + RATE
                + " rows a second and under the default limits.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.empty();
    }

    @Override
    public Set<String> peers() {
        return Set.of(Pgbench.NAME);
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        Optional<Program> program = Program.find(Pgbench.NAME);
        if (program.isEmpty()) {
            String why = "there is no pgbench on the PATH";
            return List.of(
                    new Row.NotMeasured(P99, WITHOUT, Optional.of(P99_BAR), why),
                    new Row.NotMeasured(TPS, WITHOUT, Optional.of(TPS_BAR), why));
        }
        return measured(ground, new Pgbench(program.get(), ground.server().port()));
    }

    private static List<Row> measured(Ground ground, Pgbench pgbench) throws Exception {
        Server server = ground.server();
        server.createWithLedger(TEMPLATE);
        pgbench.initialise(TEMPLATE, SCALE);
        double rate = maximum(ground, pgbench) / 2;
        Samples without = new Samples();
        Samples beside = new Samples();
        for (int round = 1; round <= ROUNDS; round++) {
            without.add(without(server, pgbench, rate));
            ground.told().accept("%d of %d  %s: %s".formatted(round, ROUNDS, WITHOUT, without.last()));
            beside.add(beside(server, pgbench, rate));
            ground.told().accept("%d of %d  %s: %s".formatted(round, ROUNDS, BESIDE, beside.last()));
        }
        return List.of(
                new Measured(
                        P99, "ms", new Side(BESIDE, beside.p99), new Side(WITHOUT, without.p99), Optional.of(P99_BAR)),
                new Measured(
                        TPS, "1/s", new Side(BESIDE, beside.tps), new Side(WITHOUT, without.tps), Optional.of(TPS_BAR)),
                new Measured(
                        "rows filled meanwhile",
                        "rows/s",
                        new Side(BESIDE, beside.filled),
                        new Side("the rate that was ordered", List.of((double) RATE)),
                        Optional.empty()));
    }

    private static double maximum(Ground ground, Pgbench pgbench) throws Exception {
        List<Double> found = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ground.server().copy(TEMPLATE, SAMPLE);
            found.add(pgbench.maximum(SAMPLE, SECONDS_AT_MOST));
            ground.server().drop(SAMPLE);
        }
        ground.told().accept("pgbench by itself, transactions a second: " + found);
        return new Side(WITHOUT, found).median();
    }

    private static Seen without(Server server, Pgbench pgbench, double rate) throws Exception {
        server.copy(TEMPLATE, SAMPLE);
        try {
            return new Seen(pgbench.at(rate, SAMPLE, SECONDS), 0);
        } finally {
            server.drop(SAMPLE);
        }
    }

    private static Seen beside(Server server, Pgbench pgbench, double rate) throws Exception {
        Product product = Product.claim(server.copy(TEMPLATE, SAMPLE), PLAN);
        try {
            product.expand();
            CompletableFuture<Void> backfill = CompletableFuture.runAsync(product::backfill);
            Pgbench.Seen seen = pgbench.at(rate, SAMPLE, SECONDS);
            if (backfill.isDone()) {
                throw new IllegalStateException("the backfill ended before the traffic did; give it more rows");
            }
            double filled = Timed.rounded((double) filled(server) / SECONDS);
            product.stop();
            awaitStop(backfill);
            return new Seen(seen, filled);
        } finally {
            server.drop(SAMPLE);
        }
    }

    private static long filled(Server server) throws SQLException {
        try (Connection connection = server.connect(SAMPLE)) {
            return Sql.number(connection, "SELECT coalesce(sum(rows_written), 0) FROM interlock.backfill");
        }
    }

    private static void awaitStop(CompletableFuture<Void> backfill) throws InterruptedException {
        try {
            backfill.get();
        } catch (ExecutionException e) {
            if (!Product.wasStopped(e)) {
                throw new IllegalStateException("the backfill failed beside the traffic", e);
            }
        }
    }

    /** @param filled rows a second */
    private record Seen(Pgbench.Seen traffic, double filled) {}

    private static final class Samples {

        private final List<Double> p99 = new ArrayList<>();
        private final List<Double> tps = new ArrayList<>();
        private final List<Double> filled = new ArrayList<>();

        void add(Seen seen) {
            p99.add(seen.traffic().p99());
            tps.add(seen.traffic().tps());
            filled.add(seen.filled());
        }

        String last() {
            int last = p99.size() - 1;
            return "p99 " + p99.get(last) + " ms, " + tps.get(last) + " tps, " + filled.get(last) + " rows/s filled";
        }
    }
}
