// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

/**
 * A session that stands in the way of a lock.
 *
 * @param transactionAgeMillis since its transaction began
 * @param query its present or last statement, shortened
 */
public record Blocker(int pid, String user, String application, long transactionAgeMillis, String query) {}
