// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

/**
 * A session that stands in the way of a lock.
 *
 * @param pid 0 for a prepared transaction, which has no session
 * @param transactionAgeMillis since its transaction began
 * @param query its present or last statement, shortened
 * @param session tells it, and its transaction, from a later one of the same pid
 */
public record Blocker(
        int pid, String user, String application, long transactionAgeMillis, String query, String session) {

    /** The same transaction of the same session. */
    boolean isSame(Blocker other) {
        return pid == other.pid && session.equals(other.session);
    }

    /** For people, in one line. */
    public String words() {
        return "pid " + pid + " (user " + user + ", application " + application + ", transaction open for "
                + transactionAgeMillis / 1000 + " s): " + query;
    }
}
