// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all instances share: the book of writes, the two paths, the counters of what visitors saw and of what the paths did.
 *
 * @param rows users from the beginning on, 1 to this
 * @param lastId the newest user's
 */
record ShopFloor(
        WriteLedger ledger,
        NameBook names,
        UserPath oldPath,
        UserPath newPath,
        ShopCounters counters,
        PathMetrics metrics,
        int rows,
        AtomicLong lastId) {

    /** New users are numbered from the present microsecond on, so that a shop that opens again gives out no number twice. */
    static ShopFloor of(int rows, NewPathTrouble trouble) {
        return new ShopFloor(
                new WriteLedger(),
                new NameBook(),
                new OldPath(),
                new NewPath(trouble),
                new ShopCounters(),
                new PathMetrics(),
                rows,
                new AtomicLong(Math.max(rows, System.currentTimeMillis() * 1000)));
    }

    /** A user for a request of that kind: a new one to register, else one of the first ones. */
    long pickUser(RequestKind kind) {
        if (kind == RequestKind.REGISTER) {
            return lastId.incrementAndGet();
        }
        return 1L + ThreadLocalRandom.current().nextInt(rows);
    }
}
