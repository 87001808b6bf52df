// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import org.jspecify.annotations.Nullable;

/** A name that tells who wrote it, in both shapes. */
record PersonName(String first, @Nullable String last) {

    /** Every fifth has no last name. */
    static PersonName tagged(int application, long number) {
        return new PersonName("a" + application + "w" + number, number % 5 == 0 ? null : "L" + number);
    }

    String full() {
        return last == null ? first : first + " " + last;
    }
}
