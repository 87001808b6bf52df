// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Keeps what it is given until it is told to run it, on a thread of its own. */
final class LaterExecutor implements Executor {

    private final Deque<Runnable> work = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
        work.add(task);
    }

    synchronized int waiting() {
        return work.size();
    }

    /** Until nothing is left, what is added meanwhile included. */
    void runAll() throws InterruptedException {
        Thread thread = new Thread(this::drain, "later");
        thread.start();
        thread.join();
    }

    private void drain() {
        for (Runnable next = poll(); next != null; next = poll()) {
            next.run();
        }
    }

    private synchronized Runnable poll() {
        return work.poll();
    }
}
