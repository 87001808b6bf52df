// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.time.Duration;

/**
 * How the destructive half is let through.
 *
 * @param hide how long the old names are hidden, reversibly, before they are dropped; zero: not at all
 * @param archive how long what is dropped is kept; zero: not at all
 */
public record ContractPolicy(Approval approval, Duration hide, Duration archive) {

    /** Whose word the contract needs. */
    public enum Approval {
        REQUIRED,
        NONE
    }
}
