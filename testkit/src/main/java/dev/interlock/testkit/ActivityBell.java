// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Note;
import dev.interlock.workflows.port.Call;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Rings whenever an activity begins, and hears the notes that it carries. Every change of a migration goes on record, and
 * so begins an activity: a test waits for that, without a sleep, and without a query, which the in-process server would
 * write into the history. (That server's own long poll for new events fails.)
 */
final class ActivityBell extends WorkerInterceptorBase {

    private static final long PATIENCE_MILLIS = 20_000;

    private final TreeMap<Long, Note> notes = new TreeMap<>();
    private long rung;

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            @Override
            public ActivityOutput execute(ActivityInput input) {
                ring(input.getArguments());
                return super.execute(input);
            }
        };
    }

    synchronized long rung() {
        return rung;
    }

    synchronized void awaitMoreThan(long seen) {
        await(heard -> rung > seen);
    }

    /** Waits until the notes heard so far, oldest first, are as wanted. */
    synchronized void await(Predicate<Collection<Note>> wanted) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!wanted.test(notes.values())) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("nothing more happens; on record is " + notes.values());
            }
            pause(left);
        }
    }

    private synchronized void ring(Object[] arguments) {
        rung++;
        if (arguments.length > 0 && arguments[0] instanceof Call call) {
            call.notes().forEach(note -> notes.put(note.sequence(), note));
        }
        notifyAll();
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", interrupted);
        }
    }
}
