// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks behind what a library threw. */
public final class Throwables {

    private Throwables() {}

    /** The first of this type along the causes, the thrown one included. */
    public static <T extends Throwable> Optional<T> first(Throwable thrown, Class<T> type) {
        @Nullable Throwable cause = thrown;
        while (cause != null) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    static boolean has(Throwable thrown, Class<? extends Throwable> type) {
        return first(thrown, type).isPresent();
    }
}
