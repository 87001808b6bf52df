// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row as it was read in the end.
 *
 * @param oldPath null where the old path no longer exists
 */
record Seen(
        long version, @Nullable String oldPath, @Nullable String newPath, boolean oldPathExists) {

    boolean says(@Nullable String name) {
        return Objects.equals(newPath, name) && (!oldPathExists || Objects.equals(oldPath, name));
    }

    boolean mayBe(Write write) {
        return write.name() != null && (write.version() == 0 || write.version() == version) && says(write.name());
    }
}
