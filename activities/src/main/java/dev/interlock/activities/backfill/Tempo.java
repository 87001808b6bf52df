// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import java.time.Duration;
import java.util.function.Consumer;

/** Time as the backfill sees it. */
public interface Tempo {

    /** On a clock that only ever goes forward. */
    Duration now();

    /**
     * Stands still.
     *
     * @throws dev.interlock.activities.ledger.StopRequested as soon as nobody wants the work any more
     */
    void pause(Duration time);

    /** The machine's own clock. */
    static Tempo real(Consumer<Duration> pausing) {
        return new Tempo() {
            @Override
            public Duration now() {
                return Duration.ofNanos(System.nanoTime());
            }

            @Override
            public void pause(Duration time) {
                pausing.accept(time);
            }
        };
    }
}
