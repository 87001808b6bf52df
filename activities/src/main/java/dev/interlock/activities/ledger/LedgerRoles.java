// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what with the ledger, beside its owner. The roles must exist.
 *
 * @param api reads all of it, may kill a flag and register releases, nothing more
 * @param kill may kill a flag and nothing else
 * @param applications read the flag and report what they saw
 */
public record LedgerRoles(Optional<String> api, Optional<String> kill, List<String> applications) {

    public static final LedgerRoles NONE = new LedgerRoles(Optional.empty(), Optional.empty(), List.of());

    public LedgerRoles {
        applications = List.copyOf(applications);
    }

    List<String> all() {
        List<String> all = new ArrayList<>(applications);
        api.ifPresent(all::add);
        kill.ifPresent(all::add);
        return all;
    }
}
