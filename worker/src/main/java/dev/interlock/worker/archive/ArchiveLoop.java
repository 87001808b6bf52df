// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.archive;

import io.dropwizard.lifecycle.Managed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the archives of one database, again and again, for as long as the worker runs. */
public final class ArchiveLoop implements Managed {

    /** One turn. */
    @FunctionalInterface
    public interface Turn {
        void look() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveLoop.class);

    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    private final String database;
    private final Turn turn;
    private final CountDownLatch stopping;
    private final Thread thread;

    /** @param stopping counted down when the worker stops; a turn that sees it ends after its present batch */
    public ArchiveLoop(String database, Turn turn, CountDownLatch stopping) {
        this.database = database;
        this.turn = turn;
        this.stopping = stopping;
        this.thread = new Thread(this::run, "archives-" + database);
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(Duration.ofSeconds(3).toMillis());
    }

    private void run() {
        Duration pause = BETWEEN;
        while (!stopped(pause)) {
            pause = look() ? BETWEEN : AFTER_TROUBLE;
        }
    }

    /** False when it went wrong: nothing is lost, since what was under way is gone on with. */
    private boolean look() {
        try {
            turn.look();
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("The archives in database {} could not be looked after: {}", database, e.getMessage());
            return false;
        }
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
