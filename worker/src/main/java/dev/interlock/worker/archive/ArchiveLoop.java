// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.archive;

import dev.interlock.worker.background.BackgroundThread;
import io.dropwizard.lifecycle.Managed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
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
    private final BackgroundThread thread;

    /** @param stopping counted down when the worker stops; a turn that sees it ends after its present batch */
    public ArchiveLoop(String database, Turn turn, CountDownLatch stopping) {
        this.database = database;
        this.turn = turn;
        this.thread = new BackgroundThread("archives-" + database, stopping, this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        thread.stop();
    }

    private void run() {
        Duration pause = BETWEEN;
        while (!thread.stopped(pause)) {
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
}
