// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.backfill.ThrottlePolicy;
import java.sql.SQLException;
import java.time.Duration;

/** Looks at the server from beside the batches. */
interface Sampler extends AutoCloseable {

    /** Everything but the commit latency. Trouble is a reading that cannot be had, never an exception. */
    Sample look();

    /** Puts on record how it goes, with a small commit, and answers how long that took. */
    Reading<Duration> tell(Pace pace);

    @Override
    void close() throws SQLException;

    /** Opens one for a table. */
    @FunctionalInterface
    interface Source {
        Sampler open(PaceStore store, ThrottlePolicy limits);
    }
}
