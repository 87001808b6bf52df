// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

/**
 * How far some work has come.
 *
 * @param doing for people, such as {@code backfill public.users} or who holds the lock that is waited for
 * @param done blocks so far; 0 while waiting
 * @param total blocks in all; 0 while waiting
 * @param rows written or found so far
 */
public record Advance(String doing, long done, long total, long rows) {

    public static Advance waiting(String doing) {
        return new Advance(doing, 0, 0, 0);
    }
}
