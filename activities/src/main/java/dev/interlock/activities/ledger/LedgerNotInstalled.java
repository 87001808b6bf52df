// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.util.List;

/** The ledger cannot be installed, and these are all the reasons. */
public final class LedgerNotInstalled extends RuntimeException {

    private final List<String> reasons;

    LedgerNotInstalled(String database, List<String> reasons) {
        super("the ledger cannot be installed in " + database + ": " + String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
