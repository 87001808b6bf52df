// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

/** Whether a statement names what is sought, as far as its text tells; from the least to the most. */
public enum Mention {
    /** It does not. */
    NONE,
    /** It takes whole rows of the table, or may mean something else by the name: it cannot be ruled out. */
    POSSIBLE,
    /** The parser does not know it, and it has the table's name in it. */
    UNREADABLE,
    /** It names what is sought. */
    NAMED;

    public Mention or(Mention other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
