// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.figure.Side;
import dev.interlock.bench.lab.Application;
import dev.interlock.bench.lab.Items;
import dev.interlock.bench.lab.Product;
import dev.interlock.bench.lab.Program;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.lab.Timed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long an application stands still while a table is expanded beside a transaction that nobody ends. */
public final class ExpandStall implements Measurement {

    private static final String PSQL = "psql";
    private static final int HELD_SECONDS = 60;
    private static final double LOCK_TIMEOUT_SECONDS = 0.5;
    private static final long ROWS = 60_000;

    private static final String INTERLOCK = "Interlock's expand";
    private static final String INTERLOCK_PARTITIONS = "Interlock's expand, six partitions";
    private static final String BY_PSQL = "plain psql -f";
    private static final String BY_PSQL_PARTITIONS = "plain psql -f, six partitions";

    private static final String COLUMNS = "(id bigint PRIMARY KEY, name text NOT NULL, price_cents int NOT NULL)";
    private static final String FILL =
            "INSERT INTO items SELECT i, 'item ' || i, i::int FROM generate_series(1, " + ROWS + ") i";

    @Override
    public String name() {
        return "expand-stall";
    }

    @Override
    public String title() {
        return "The longest stall while expanding";
    }

    @Override
    public String how() {
        return "Two sessions read and write single rows while one transaction, which has written one row (of the last"
                + " partition), stays open for " + HELD_SECONDS + " s; what counts is the slowest statement until the"
                + " change is through. Interlock adds the column and puts sync on; `psql -f` runs the same expand.sql."
                + " Waiting takes no processor, so the four run beside each other, each in a database of its own.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.empty();
    }

    @Override
    public Set<String> peers() {
        return Set.of(PSQL);
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        Optional<Program> psql = Program.find(PSQL);
        Map<String, List<Double>> stalls = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Map<String, Double> seen = round(ground.server(), psql);
            seen.forEach((name, stall) ->
                    stalls.computeIfAbsent(name, any -> new ArrayList<>()).add(stall));
            ground.told().accept("%d of %d  %s".formatted(round, ROUNDS, seen));
        }
        return List.of(
                againstTimeout("", stalls.getOrDefault(INTERLOCK, List.of())),
                againstTimeout(", six partitions", stalls.getOrDefault(INTERLOCK_PARTITIONS, List.of())),
                againstPsql("", INTERLOCK, BY_PSQL, stalls),
                againstPsql(", six partitions", INTERLOCK_PARTITIONS, BY_PSQL_PARTITIONS, stalls));
    }

    private static Map<String, Double> round(Server server, Optional<Program> psql) throws Exception {
        Map<String, CompletableFuture<Double>> running = new LinkedHashMap<>();
        running.put(INTERLOCK, stall(server, "ours", false, Optional.empty()));
        running.put(INTERLOCK_PARTITIONS, stall(server, "oursparted", true, Optional.empty()));
        if (psql.isPresent()) {
            running.put(BY_PSQL, stall(server, "theirs", false, psql));
            running.put(BY_PSQL_PARTITIONS, stall(server, "theirsparted", true, psql));
        }
        Map<String, Double> seen = new LinkedHashMap<>();
        for (Map.Entry<String, CompletableFuture<Double>> one : running.entrySet()) {
            seen.put(one.getKey(), one.getValue().get());
        }
        return seen;
    }

    private static CompletableFuture<Double> stall(
            Server server, String database, boolean parted, Optional<Program> psql) {
        CompletableFuture<Double> stall = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        stall.complete(measure(server, database, parted, psql));
                    } catch (Exception e) {
                        stall.completeExceptionally(e);
                    }
                },
                database);
        thread.start();
        return stall;
    }

    private static double measure(Server server, String database, boolean parted, Optional<Program> psql)
            throws Exception {
        server.createWithLedger(database);
        server.run(database, parted ? partitioned() : List.of("CREATE TABLE items " + COLUMNS, FILL));
        try (Connection holder = server.connect(database);
                Application application = Application.start(server, database, ROWS)) {
            holder.setAutoCommit(false);
            Sql.run(holder, "UPDATE " + (parted ? "items_6" : "items") + " SET name = name WHERE id = " + ROWS);
            CompletableFuture<Void> held = CompletableFuture.runAsync(
                    () -> {}, CompletableFuture.delayedExecutor(HELD_SECONDS, TimeUnit.SECONDS));
            CompletableFuture<Void> change = change(server, database, psql);
            held.get();
            holder.rollback();
            change.get();
            return application.longest();
        } finally {
            server.drop(database);
        }
    }

    private static CompletableFuture<Void> change(Server server, String database, Optional<Program> psql)
            throws Exception {
        if (psql.isEmpty()) {
            Product product = Product.claim(server.database(database), Items.PLAN);
            return inThread(product::expand);
        }
        Path folder = Files.createTempDirectory("bench-psql");
        Files.writeString(folder.resolve("expand.sql"), Items.PLAN.expand());
        List<String> arguments = List.of(
                "-X",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "localhost",
                "-p",
                String.valueOf(server.port()),
                "-U",
                "postgres",
                "-d",
                database,
                "-f",
                "expand.sql");
        return inThread(() -> psql.get().run(folder, arguments));
    }

    private static CompletableFuture<Void> inThread(Timed.Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        work.run();
                        done.complete(null);
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                })
                .start();
        return done;
    }

    private static List<String> partitioned() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE items " + COLUMNS + " PARTITION BY RANGE (id)");
        long size = ROWS / 6;
        for (int i = 1; i <= 6; i++) {
            statements.add("CREATE TABLE items_%d PARTITION OF items FOR VALUES FROM (%d) TO (%d)"
                    .formatted(i, (i - 1) * size + 1, i * size + 1));
        }
        statements.add(FILL);
        return statements;
    }

    private static Row againstTimeout(String where, List<Double> ours) {
        return new Row.Measured(
                "longest stall while expanding beside a transaction open for 60 s" + where,
                "s",
                new Side("Interlock's expand", ours),
                new Side("locks.timeout", List.of(LOCK_TIMEOUT_SECONDS)),
                Optional.of(Bar.atMost(1.2)));
    }

    private static Row againstPsql(String where, String ours, String theirs, Map<String, List<Double>> stalls) {
        String measure = "longest stall while expanding beside a transaction open for 60 s" + where;
        if (!stalls.containsKey(theirs)) {
            return new Row.NotMeasured(measure, BY_PSQL, Optional.empty(), "there is no psql on the PATH");
        }
        return new Row.Measured(
                measure,
                "s",
                new Side("Interlock's expand", stalls.getOrDefault(ours, List.of())),
                new Side(BY_PSQL, stalls.getOrDefault(theirs, List.of())),
                Optional.empty());
    }
}
