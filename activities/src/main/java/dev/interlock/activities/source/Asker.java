// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.plan.MigrationPlan;

/**
 * For which migration something is asked.
 *
 * @param flag its key
 */
public record Asker(String database, String migration, String flag) {

    public static Asker of(MigrationPlan plan) {
        return new Asker(plan.database(), plan.id(), plan.flag().key());
    }
}
