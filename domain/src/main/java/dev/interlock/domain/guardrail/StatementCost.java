// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What some statements have cost PostgreSQL.
 *
 * @param calls of them, each counted when it had ended without an error
 * @param millis their execution time, in milliseconds; planning is not in it
 * @param squares the sum of the squares of the single calls' execution times
 * @param blocks of 8 KiB that they touched: shared ones, in memory or not, and temporary ones
 */
public record StatementCost(double calls, double millis, double squares, double blocks) {

    public static final StatementCost NONE = new StatementCost(0, 0, 0, 0);

    public StatementCost plus(StatementCost other) {
        return new StatementCost(
                calls + other.calls, millis + other.millis, squares + other.squares, blocks + other.blocks);
    }

    /** The same without what would have been there anyhow, which is an estimate itself: its spread comes on top. */
    StatementCost without(StatementCost estimated) {
        return new StatementCost(
                Math.max(0, calls - estimated.calls),
                Math.max(0, millis - estimated.millis),
                squares + estimated.squares,
                Math.max(0, blocks - estimated.blocks));
    }

    /** What it would have been in another time. */
    StatementCost scaled(double factor) {
        return new StatementCost(calls * factor, millis * factor, squares * factor * factor, blocks * factor);
    }
}
