// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.view;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.interlock.api.ledger.LockWaitRow;
import java.time.Instant;

/**
 * Whom the schema work waits for.
 *
 * @param attempts at locks in all steps of the migration so far; {@code failures} of them did not get theirs
 * @param blockers objects with pid, user, application, transactionAgeMillis and query, as the ledger has them
 */
public record LockWaitView(
        String step,
        String doing,
        long attempts,
        long failures,
        Instant since,
        Instant seenAt,
        @JsonRawValue String blockers) {

    public static LockWaitView of(LockWaitRow row) {
        return new LockWaitView(
                row.step(),
                row.doing(),
                row.attempts(),
                row.failures(),
                row.waitingSince(),
                row.seenAt(),
                row.blockers());
    }
}
