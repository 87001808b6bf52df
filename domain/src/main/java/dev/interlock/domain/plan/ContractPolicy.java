// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How the destructive half is let through.
 *
 * @param hide how long the old names are hidden, reversibly, before they are dropped; zero: not at all
 * @param archive how long what is dropped is kept; zero: not at all
 * @param usage a query that must return 0 for the gate to open
 */
public record ContractPolicy(Approval approval, Duration hide, Duration archive, Optional<String> usage) {

    /** Without a question of the plan's own. */
    public ContractPolicy(Approval approval, Duration hide, Duration archive) {
        this(approval, hide, archive, Optional.empty());
    }

    /** Whose word the contract needs. */
    public enum Approval {
        /** Anybody's. */
        REQUIRED,
        /** Nobody's, unless there is something that the gate cannot know. */
        NONE,
        /** Somebody's who has not started it. */
        FOUR_EYES
    }
}
