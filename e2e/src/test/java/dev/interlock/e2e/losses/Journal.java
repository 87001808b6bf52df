// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What every application was told about every one of its writes. */
final class Journal {

    private final Map<Long, RowHistory> rows = new ConcurrentHashMap<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unknown = new AtomicLong();
    private final AtomicLong rolledBack = new AtomicLong();

    void add(long id, Write write) {
        rows.computeIfAbsent(id, ignored -> new RowHistory()).add(write);
        counter(write.fate()).incrementAndGet();
    }

    /** A row that was there before. */
    void seed(long id, String name) {
        rows.computeIfAbsent(id, ignored -> new RowHistory()).add(new Write(0, name, Fate.ACKNOWLEDGED));
    }

    private AtomicLong counter(Fate fate) {
        return switch (fate) {
            case ACKNOWLEDGED -> acknowledged;
            case UNKNOWN -> unknown;
            case ROLLED_BACK -> rolledBack;
        };
    }

    long count(Fate fate) {
        return counter(fate).get();
    }

    SortedMap<Long, RowHistory> rows() {
        return new TreeMap<>(rows);
    }
}
