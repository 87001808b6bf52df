// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** "Nothing to report": a failure that nobody needs to look at, tried again without an event or a slot in between. */
final class NotYet {

    static final String STILL_FINE = "still-fine";
    static final String STILL_WAITING = "still-waiting";

    private NotYet() {}

    static ApplicationFailure again(String type, String sentence, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setMessage(sentence)
                .setType(type)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }
}
