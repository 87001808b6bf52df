// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import org.jspecify.annotations.Nullable;

/**
 * How far some work has come.
 *
 * @param doing for people, such as {@code backfill public.users} or who holds the lock that is waited for
 * @param done blocks so far; 0 while waiting
 * @param total blocks in all; 0 while waiting
 * @param rows written or found so far
 * @param rowsPerSecond of late; 0 where nothing is written or nothing is known yet
 * @param secondsLeft at the speed of late, or null
 * @param waitsFor why it stands still just now, or null
 */
public record Advance(
        String doing,
        long done,
        long total,
        long rows,
        double rowsPerSecond,
        @Nullable Long secondsLeft,
        @Nullable String waitsFor) {

    public Advance(String doing, long done, long total, long rows) {
        this(doing, done, total, rows, 0, null, null);
    }

    public static Advance waiting(String doing) {
        return new Advance(doing, 0, 0, 0);
    }
}
