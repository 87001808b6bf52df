// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.domain.backfill.ThrottlePolicy;
import java.sql.SQLException;

/** Looks at the server from beside the batches. */
interface Sampler extends AutoCloseable {

    /** Puts on record how it goes, and looks. Trouble is a reading that cannot be had, never an exception. */
    Sample sample(Pace pace);

    @Override
    void close() throws SQLException;

    /** Opens one for a table. */
    @FunctionalInterface
    interface Source {
        Sampler open(PaceStore store, ThrottlePolicy limits);
    }
}
