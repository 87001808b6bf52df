// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import java.time.Duration;

/** A clock that stands still unless somebody pauses: what takes no pause takes no time. */
public final class FakeTempo implements Tempo {

    private Duration now = Duration.ofHours(1);
    private Duration paused = Duration.ZERO;
    private Runnable whilePausing = () -> {};

    /** What happens at the end of every pause; it may throw. */
    FakeTempo whilePausing(Runnable happening) {
        whilePausing = happening;
        return this;
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void pause(Duration time) {
        now = now.plus(time);
        paused = paused.plus(time);
        whilePausing.run();
    }

    /** All pauses together. */
    Duration paused() {
        return paused;
    }
}
