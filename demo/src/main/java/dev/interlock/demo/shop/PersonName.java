// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import org.jspecify.annotations.Nullable;

/**
 * A name in the new shape. The first name has no space and the last name has every other word, so that the two shapes say
 * the same about every name that either path writes.
 */
record PersonName(String first, @Nullable String last) {

    PersonName {
        if (first.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("a first name has no space: " + first);
        }
    }

    /** From the old shape. */
    static PersonName ofFull(String full) {
        int space = full.indexOf(' ');
        return space < 0
                ? new PersonName(full, null)
                : new PersonName(full.substring(0, space), full.substring(space + 1));
    }

    /** In the old shape. */
    String full() {
        return last == null ? first : first + " " + last;
    }
}
