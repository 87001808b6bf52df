// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import java.util.List;

/** What is so now, and what is to be done about it, in this order. */
public record Decision(MigrationState state, List<Effect> effects) {

    public Decision {
        effects = List.copyOf(effects);
    }
}
