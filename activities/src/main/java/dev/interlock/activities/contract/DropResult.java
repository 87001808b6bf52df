// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

/** What one attempt at the drop came to. */
sealed interface DropResult {

    /** The transaction has committed: there is no way back. */
    record Committed(String summary) implements DropResult {}

    /** Rolled back because a lock was not had, or could not be held for as long as the work takes. Worth another try. */
    record Locked(String why) implements DropResult {}

    /** Rolled back because something has made the archive uncertain since it was compared. Worth another try, after another comparison. */
    record Unarchived(String why) implements DropResult {}

    /** Rolled back for a reason that another try would meet again. */
    record Refused(String why) implements DropResult {}

    /** The commit was sent and no answer came back. */
    record Unknown(String why) implements DropResult {}
}
