// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

/** How the destructive half is let through. */
public record ContractPolicy(Approval approval) {

    /** Whose word the contract needs. */
    public enum Approval {
        REQUIRED,
        NONE
    }
}
