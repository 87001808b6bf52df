// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.util.List;

/**
 * One validated plan with every default filled in.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{1,62}}
 * @param database a name that the worker knows; never an address
 * @param tables the claimed tables, {@code schema.table} or {@code table} (in {@code public}), never empty
 * @param sync one per table whose old and new side are kept equal
 * @param backfill the tables to fill, in order
 * @param alpha the chance of one false rollback in the whole migration
 * @param mustExclude a step passes when a ratio of this between the paths' rates would have been seen
 * @param scripts the SQL files, by kind and in order
 * @param off what a default would ask for and is not built yet, by key, for {@code start} and {@code status} to list
 */
public record MigrationPlan(
        String id,
        String database,
        String description,
        String owner,
        List<String> tables,
        FlagPolicy flag,
        List<SyncRule> sync,
        List<BackfillRule> backfill,
        ParityPolicy parity,
        RampSchedule ramp,
        List<GuardrailRule> guardrails,
        double alpha,
        double mustExclude,
        SoakPolicy soak,
        ContractPolicy contract,
        LockPolicy locks,
        boolean queue,
        boolean acceptOldLossy,
        Scripts scripts,
        List<String> off) {

    public MigrationPlan {
        tables = List.copyOf(tables);
        sync = List.copyOf(sync);
        backfill = List.copyOf(backfill);
        guardrails = List.copyOf(guardrails);
        off = List.copyOf(off);
    }

    /** The workflow id, unique among running migrations. */
    public String workflowId() {
        return workflowId(database, id);
    }

    public static String workflowId(String database, String id) {
        return "migration." + database + "." + id;
    }
}
