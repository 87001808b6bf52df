// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

/** Tells Temporal that the work is alive, and hears from it that nobody wants the work any more. */
@FunctionalInterface
interface Pulse {

    /** @throws io.temporal.client.ActivityCompletionException when the activity was cancelled or has lost its place */
    void beat(WatchProgress progress);
}
