// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

/** What visitors of the shop do, and how often. */
enum RequestKind {
    /** Looks a user up. */
    READ(62),
    /** Changes a name, in a transaction of one statement. */
    RENAME(18),
    /** Changes a name and places an order, in one transaction. */
    ORDER(10),
    /** As ORDER, and then thinks better of it: the shop rolls back itself. */
    ABANDON(5),
    /** A new user. */
    REGISTER(5);

    private final int share;

    RequestKind(int share) {
        this.share = share;
    }

    /**
     * The kind that a number between 0 and 99 falls on.
     */
    static RequestKind of(int percent) {
        int upTo = 0;
        for (RequestKind kind : values()) {
            upTo += kind.share;
            if (percent < upTo) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a percent: " + percent);
    }
}
