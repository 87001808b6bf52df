// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

/**
 * Rows of a plan's synced tables that are not as asked.
 *
 * @param looked blocks read
 * @param rows how many
 * @param sample the keys of some, by table; empty when there are none
 */
public record RowCount(long looked, long rows, String sample) {

    static final RowCount NONE = new RowCount(0, 0, "");

    RowCount plus(RowCount other) {
        String between = sample.isEmpty() || other.sample.isEmpty() ? "" : "; ";
        return new RowCount(looked + other.looked, rows + other.rows, sample + between + other.sample);
    }
}
