// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import dev.interlock.domain.plan.Problem;
import io.temporal.failure.ApplicationFailure;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Failures by their type names; but for {@code taken-over} trying again cures none of them. */
public final class Failures {

    /** A run, epoch or phase that the ledger has left behind. */
    public static final String LEFT_BEHIND = "left-behind";

    /** A later attempt at the same work. */
    public static final String TAKEN_OVER = "taken-over";

    public static final String SQL_REJECTED = "sql-rejected";

    /** The attempts within {@code locks.budget} are spent. */
    public static final String LOCK_BUDGET = "lock-budget";

    /** Exact parity has held its snapshot for longer than the plan allows. */
    public static final String SNAPSHOT_TOO_OLD = "snapshot-too-old";

    /** What is to be dropped cannot be archived. */
    public static final String CANNOT_ARCHIVE = "cannot-archive";

    public static final String INVALID_PLAN = "invalid-plan";
    public static final String UNKNOWN_DATABASE = "unknown-database";
    public static final String ID_TAKEN = "id-taken";

    private Failures() {}

    public static ApplicationFailure leftBehind(String why) {
        return ApplicationFailure.newNonRetryableFailure(why, LEFT_BEHIND);
    }

    /** Another attempt at the same work has begun: Temporal knows which of them is wanted, and tries again if it is this one. */
    public static ApplicationFailure takenOver(String why) {
        return ApplicationFailure.newFailure(why, TAKEN_OVER);
    }

    public static ApplicationFailure cannotArchive(String why) {
        return ApplicationFailure.newNonRetryableFailure(why, CANNOT_ARCHIVE);
    }

    static ApplicationFailure idTaken(String why) {
        return ApplicationFailure.newNonRetryableFailure(why, ID_TAKEN);
    }

    static ApplicationFailure unknownDatabase(String name, Collection<String> known) {
        return ApplicationFailure.newNonRetryableFailure(
                "no database is called " + name + " here; known are " + String.join(", ", new TreeSet<>(known)),
                UNKNOWN_DATABASE);
    }

    static ApplicationFailure invalidPlan(List<Problem> problems) {
        String first = problems.isEmpty() ? "unreadable" : problems.get(0).message();
        return ApplicationFailure.newNonRetryableFailure(
                "the plan has " + problems.size() + " problems, first: " + first, INVALID_PLAN, problems);
    }

    /** @param words PostgreSQL's own */
    public static ApplicationFailure sqlRejected(String words, @Nullable Throwable cause) {
        return ApplicationFailure.newNonRetryableFailureWithCause(words, SQL_REJECTED, cause);
    }

    /** @param words what was wanted, for how long, and who was in the way */
    public static ApplicationFailure lockBudget(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, LOCK_BUDGET);
    }

    /** @param words which columns of the new side are not as sync needs them, and what to write instead */
    public static ApplicationFailure newSide(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, "new-side");
    }

    /** @param words how far it came */
    public static ApplicationFailure snapshotTooOld(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, SNAPSHOT_TOO_OLD);
    }

    public static ApplicationFailure outOfParity(String words) {
        return ApplicationFailure.newNonRetryableFailure(words, "out-of-parity");
    }
}
