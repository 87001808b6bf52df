// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The last write of each user that the database acknowledged. All that the shop does with one user happens under that
 * user's {@link #lock}, so there is a last one, and it is known. What was rolled back is never in here.
 */
final class WriteLedger {

    private static final int STRIPES = 4096;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toList();
    private final Map<Long, PersonName> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong writes = new AtomicLong();

    ReentrantLock lock(long id) {
        return locks.get((int) (id % STRIPES));
    }

    /** The commit came back. */
    void acknowledge(long id, PersonName name) {
        acknowledged.put(id, name);
        writes.incrementAndGet();
    }

    /** The commit did not come back: either value would be right, so nothing more is claimed of this user. */
    void forget(long id) {
        acknowledged.remove(id);
    }

    Optional<PersonName> expected(long id) {
        return Optional.ofNullable(acknowledged.get(id));
    }

    List<Long> users() {
        return List.copyOf(acknowledged.keySet());
    }

    long writesAcknowledged() {
        return writes.get();
    }
}
