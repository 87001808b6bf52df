// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the fake activities are to do, by the names under which Temporal knows them: the usual, unless a test says
 * otherwise. A test waits for an activity to begin, never for time to pass.
 */
public final class Cues {

    private static final long HEARTBEAT_MILLIS = 10;

    private final Map<String, Deque<Supplier<Outcome>>> next = new HashMap<>();
    private final Map<String, Supplier<Outcome>> always = new HashMap<>();
    private final Set<String> standing = new HashSet<>();
    private final Set<String> deaf = new HashSet<>();
    private final List<String> begun = new ArrayList<>();

    /** The next calls of this activity answer these, one each. */
    public synchronized Cues answers(String activity, Outcome... outcomes) {
        for (Outcome outcome : outcomes) {
            queue(activity).add(() -> outcome);
        }
        return this;
    }

    /** The next call of this activity gives up. */
    public synchronized Cues fails(String activity, String words) {
        queue(activity).add(() -> {
            throw ApplicationFailure.newNonRetryableFailure(words, "sql-rejected");
        });
        return this;
    }

    /** Every call of this activity looks, finds nothing to say, and looks again later. */
    public synchronized Cues looksOn(String activity, Duration delay) {
        always.put(activity, () -> {
            throw again(delay);
        });
        return this;
    }

    /** Whoever comes into this activity stays in it, hearing a cancel, until it is {@link #lets let go}. */
    public synchronized Cues waitsIn(String activity) {
        standing.add(activity);
        return this;
    }

    /** Whoever comes into this activity stays in it and hears nothing, until it is {@link #lets let go}. */
    public synchronized Cues hangsIn(String activity) {
        deaf.add(activity);
        return waitsIn(activity);
    }

    public synchronized Cues lets(String activity) {
        standing.remove(activity);
        deaf.remove(activity);
        notifyAll();
        return this;
    }

    /** Waits until this activity has been begun so often. */
    public synchronized void awaitBegun(String activity, int times) {
        Patience.until(
                this,
                () -> count(activity) >= times,
                () -> activity + " has not begun " + times + " times; begun so far: " + begun);
    }

    public synchronized int count(String activity) {
        return (int) begun.stream().filter(activity::equals).count();
    }

    /** What has begun so far, in order. */
    public synchronized List<String> begun() {
        return List.copyOf(begun);
    }

    /** "Nothing to say yet": tried again by the server, without an event. */
    static ApplicationFailure again(Duration delay) {
        return ApplicationFailure.newBuilder()
                .setMessage("still fine")
                .setType("still-fine")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }

    /** Something else than the usual is to happen in this activity next. */
    synchronized boolean isCued(String activity) {
        return standing.contains(activity)
                || always.containsKey(activity)
                || !queue(activity).isEmpty();
    }

    /** Begins an activity that has no {@link Outcome}. */
    synchronized void enter(String activity) {
        begun.add(activity);
        notifyAll();
        stand(activity);
    }

    Outcome play(String activity, Supplier<Outcome> usual) {
        return cue(activity, usual).get();
    }

    private synchronized Supplier<Outcome> cue(String activity, Supplier<Outcome> usual) {
        enter(activity);
        @Nullable Supplier<Outcome> one = queue(activity).poll();
        return one == null ? always.getOrDefault(activity, usual) : one;
    }

    private synchronized void stand(String activity) {
        while (standing.contains(activity)) {
            try {
                wait(HEARTBEAT_MILLIS);
            } catch (InterruptedException stopped) {
                throw Patience.stopped(stopped);
            }
            if (standing.contains(activity) && !deaf.contains(activity)) {
                Activity.getExecutionContext().heartbeat(null);
            }
        }
    }

    private Deque<Supplier<Outcome>> queue(String activity) {
        return next.computeIfAbsent(activity, none -> new ArrayDeque<>());
    }
}
