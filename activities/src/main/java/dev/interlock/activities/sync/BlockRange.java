// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

/** Blocks {@code from} (included) to {@code to} (excluded) of one leaf, read by a TID range scan. */
public record BlockRange(long from, long to) {

    /** As a condition on {@code alias.ctid}. */
    public String condition(String alias) {
        return "%s.ctid >= '(%s,0)'::tid AND %s.ctid < '(%s,0)'::tid".formatted(alias, from, alias, to);
    }
}
