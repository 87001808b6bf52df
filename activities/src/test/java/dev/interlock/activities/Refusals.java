// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failures that the workflow tells apart by their type. */
public final class Refusals {

    private Refusals() {}

    public static void assertRefused(ThrowingCallable call, String type, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo(type);
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(words)
                    .allSatisfy(word -> assertThat(failure.getOriginalMessage()).contains(word));
        });
    }
}
