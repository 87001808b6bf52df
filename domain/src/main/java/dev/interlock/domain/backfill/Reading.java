// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.backfill;

/** One figure of the server, or why it could not be had. */
public sealed interface Reading<T> {

    /** It was read. */
    record Known<T>(T value) implements Reading<T> {}

    /** It could not be read; {@code why} says what to do about it where something can be done. */
    record Unknown<T>(String why) implements Reading<T> {}

    static <T> Reading<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Reading<T> unknown(String why) {
        return new Unknown<>(why);
    }
}
