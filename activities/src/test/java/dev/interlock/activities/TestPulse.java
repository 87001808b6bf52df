// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import dev.interlock.activities.ddl.Pulse;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody who wants the work, until told otherwise. */
public final class TestPulse implements Pulse {

    private final AtomicReference<@Nullable RuntimeException> stop = new AtomicReference<>();
    private final Collection<Object> beats = new ConcurrentLinkedDeque<>();

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void beat(Object details) {
        beats.add(details);
        RuntimeException why = stop.get();
        if (why != null) {
            throw why;
        }
    }

    /** From the next beat on nobody wants the work. */
    public void stop(RuntimeException why) {
        stop.set(why);
    }

    /** What was told so far. */
    public Collection<Object> beats() {
        return new ArrayDeque<>(beats);
    }
}
