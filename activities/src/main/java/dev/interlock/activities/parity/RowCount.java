// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.domain.guardrail.OutOfParityRows;

/**
 * Rows of a plan's synced tables that are not as asked.
 *
 * @param looked blocks read
 * @param rows how many
 * @param unfilled of these, rows that hold nothing in the new side: the old one can fill them
 * @param sample the keys of some, by table; empty when there are none
 * @param oldLossy rows in parity whose old side is not what {@code backward} gives back: the drop would lose it
 * @param newLossy rows in parity whose new side is not what {@code forward} gives: an edit by the old path would regroup it
 */
public record RowCount(long looked, long rows, long unfilled, String sample, long oldLossy, long newLossy) {

    static final RowCount NONE = new RowCount(0, 0, 0, "", 0, 0);

    RowCount named(String keys) {
        return new RowCount(looked, rows, unfilled, keys, oldLossy, newLossy);
    }

    /** Which rows are out of parity, and for how many of them the right side is certain. */
    String outOfParity() {
        return new OutOfParityRows(rows, unfilled, 0, sample, "").sentence();
    }

    /** Another part of the same table: one sample is enough. */
    RowCount and(RowCount other) {
        return sum(other, sample.isEmpty() ? other.sample : sample);
    }

    /** Another table. */
    RowCount plus(RowCount other) {
        String between = sample.isEmpty() || other.sample.isEmpty() ? "" : "; ";
        return sum(other, sample + between + other.sample);
    }

    private RowCount sum(RowCount other, String keys) {
        return new RowCount(
                looked + other.looked,
                rows + other.rows,
                unfilled + other.unfilled,
                keys,
                oldLossy + other.oldLossy,
                newLossy + other.newLossy);
    }
}
