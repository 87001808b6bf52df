// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import io.temporal.failure.TemporalFailure;
import org.jspecify.annotations.Nullable;

/** The outside system's own words, out of what Temporal has wrapped them in. */
final class FailureWords {

    private FailureWords() {}

    static String of(@Nullable RuntimeException failure) {
        if (failure == null) {
            return "the activity answered nothing";
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof TemporalFailure temporal ? temporal.getOriginalMessage() : String.valueOf(root);
    }
}
