// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the visitors of all instances saw. */
final class ShopCounters {

    private static final Logger LOG = LoggerFactory.getLogger(ShopCounters.class);

    private final AtomicLong served = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);
    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();

    void served(long nanos) {
        served.incrementAndGet();
        longestNanos.accumulate(nanos);
    }

    void failed(long nanos, Exception failure) {
        failed.incrementAndGet();
        longestNanos.accumulate(nanos);
        AtomicLong sameKind = failures.computeIfAbsent(kind(failure), kind -> new AtomicLong());
        if (sameKind.getAndIncrement() == 0) {
            LOG.info("first failed request of its kind: {}", failure.getMessage());
        }
    }

    long served() {
        return served.get();
    }

    long failed() {
        return failed.get();
    }

    long longestNanos() {
        return longestNanos.get();
    }

    Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((kind, count) -> counts.put(kind, count.get()));
        return counts;
    }

    /** The SQLSTATE, or what Java calls it. */
    private static String kind(Exception failure) {
        String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
        return state == null ? failure.getClass().getSimpleName() : state;
    }
}
