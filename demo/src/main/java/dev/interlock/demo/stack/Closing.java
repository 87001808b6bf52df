// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts away, in reverse order, whatever was opened, at the end or when the process is told to stop at any moment. A
 * thing being opened at that moment is waited for and then put away too; after that nothing more is opened.
 */
public final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Set<Long> notOurs;
    private volatile boolean closing;

    private Closing(Set<Long> notOurs) {
        this.notOurs = notOurs;
    }

    /** Also closes on SIGINT and SIGTERM. */
    public static Closing atExit() {
        Closing closing = new Closing(
                ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toUnmodifiableSet()));
        Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "put-away"));
        return closing;
    }

    /** Something that can be opened. */
    @FunctionalInterface
    public interface Opening<T extends AutoCloseable> {
        T open() throws Exception;
    }

    /** @throws StoppingException when everything is being put away already */
    public synchronized <T extends AutoCloseable> T open(Opening<T> opening) throws Exception {
        if (closing) {
            throw new StoppingException();
        }
        T opened = opening.open();
        open.push(opened);
        return opened;
    }

    public boolean isClosing() {
        return closing;
    }

    /** Idempotent. Whatever a start that was interrupted half way left as a child process goes as well. */
    @Override
    public void close() {
        // Told before the lock is had: whoever waits for a start to come up stops waiting and lets go of it.
        closing = true;
        putAway();
    }

    private synchronized void putAway() {
        while (!open.isEmpty()) {
            AutoCloseable next = open.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("{} could not be put away", next, e);
            }
        }
        ProcessHandle.current()
                .descendants()
                .filter(process -> !notOurs.contains(process.pid()))
                .forEach(Closing::end);
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        try {
            process.onExit().get(Duration.ofSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("process {} does not end", process.pid(), e);
        }
    }

    /** The demo has been told to stop. */
    public static final class StoppingException extends Exception {
        StoppingException() {
            super("stopping");
        }
    }
}
