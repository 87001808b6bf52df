// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.ledger.ClaimRow;
import dev.interlock.api.ledger.Ledger;
import dev.interlock.api.ledger.MigrationRow;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.domain.plan.MigrationPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the ledger says against a start, so that the caller hears it at once. The worker checks all of it again under
 * locks: nothing depends on this being current.
 */
final class LedgerChecks {

    private final Ledger ledger;

    LedgerChecks(Ledger ledger) {
        this.ledger = ledger;
    }

    void mayStart(MigrationPlan plan, String sha256, boolean queue) {
        if (ledger.completed(plan.id())) {
            throw new ProblemException(
                    ProblemType.ALREADY_COMPLETED,
                    plan.id() + " has been completed in " + plan.database() + ": take another id");
        }
        Optional<MigrationRow> open = ledger.latest(plan.id()).filter(row -> !row.ended());
        open.filter(row -> !row.planSha256().equals(sha256)).ifPresent(row -> {
            throw otherPlan(row);
        });
        if (!plan.queue() && !queue) {
            refuseClaimed(ledger.claims(qualified(plan.tables()), plan.id()));
        }
    }

    private static ProblemException otherPlan(MigrationRow open) {
        return new ProblemException(
                ProblemType.OTHER_PLAN,
                open.id() + " is open in phase " + open.phase() + " with the plan " + open.planSha256()
                        + ": revert it first, or start it with that plan");
    }

    private static void refuseClaimed(List<ClaimRow> claims) {
        if (claims.isEmpty()) {
            return;
        }
        String held = claims.stream()
                .map(claim -> claim.tableName() + " is held by " + claim.holder())
                .collect(Collectors.joining(", "));
        throw new ProblemException(
                ProblemType.TABLE_CLAIMED, held + "; queue: true in the plan, or start --queue, waits for it");
    }

    private static List<String> qualified(List<String> tables) {
        return tables.stream()
                .map(table -> table.contains(".") ? table : "public." + table)
                .toList();
    }
}
