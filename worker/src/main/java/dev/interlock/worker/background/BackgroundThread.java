// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.background;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread of its own for as long as the worker runs. */
public final class BackgroundThread implements Managed {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CountDownLatch stopping;
    private final Thread thread;

    /** @param work runs until it is {@link #stopped} */
    public BackgroundThread(String name, Runnable work) {
        this(name, new CountDownLatch(1), work);
    }

    /** @param stopping counted down when the worker stops, for whoever else wants to know */
    public BackgroundThread(String name, CountDownLatch stopping, Runnable work) {
        this.stopping = stopping;
        this.thread = new Thread(work, name);
    }

    @Override
    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(PATIENCE.toMillis());
    }

    /** Waits for no longer than this; true when the worker stops. */
    public boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
