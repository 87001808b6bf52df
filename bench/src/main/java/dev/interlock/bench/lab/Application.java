// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Sessions that read and write single rows of {@code items}, and the longest that one statement took. */
public final class Application implements AutoCloseable {

    private static final int SESSIONS = 2;
    private static final int PAUSE_MILLIS = 5;
    private static final double NANOS = 1e9;

    private final Server server;
    private final String database;
    private final long rows;
    private final ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicLong longest = new AtomicLong();

    private Application(Server server, String database, long rows) {
        this.server = server;
        this.database = database;
        this.rows = rows;
    }

    /** @param rows with the keys from 1 on; the last one is left alone */
    public static Application start(Server server, String database, long rows) {
        Application application = new Application(server, database, rows);
        for (int i = 0; i < SESSIONS; i++) {
            int seed = i;
            application.running.add(CompletableFuture.runAsync(() -> application.session(seed), application.sessions));
        }
        return application;
    }

    /** Ends the sessions; in seconds, what the slowest statement of all took. */
    public double longest() throws InterruptedException, ExecutionException {
        open.set(false);
        for (CompletableFuture<Void> session : running) {
            session.get();
        }
        return Timed.rounded(longest.get() / NANOS);
    }

    @Override
    public void close() {
        open.set(false);
        sessions.shutdownNow();
    }

    private void session(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (Connection connection = server.connect(database);
                PreparedStatement read =
                        connection.prepareStatement("SELECT name, price_cents FROM items WHERE id = ?");
                PreparedStatement write =
                        connection.prepareStatement("UPDATE items SET price_cents = price_cents + 1 WHERE id = ?")) {
            while (open.get()) {
                time(read, random.nextLong(1, rows));
                time(write, random.nextLong(1, rows));
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a statement of the application failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void time(PreparedStatement statement, long id) throws SQLException {
        statement.setLong(1, id);
        long started = System.nanoTime();
        statement.execute();
        longest.accumulateAndGet(System.nanoTime() - started, Math::max);
    }
}
