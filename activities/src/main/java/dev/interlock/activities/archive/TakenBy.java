// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

/** What takes the archived away. */
public enum TakenBy {
    CONTRACT("contract"),
    REVERT("revert");

    private final String name;

    TakenBy(String name) {
        this.name = name;
    }

    /** As the ledger spells it. */
    String ledger() {
        return name;
    }

    static TakenBy of(String name) {
        return name.equals(CONTRACT.name) ? CONTRACT : REVERT;
    }
}
