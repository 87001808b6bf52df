// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.parity;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.PlannedSync;
import dev.interlock.domain.guardrail.KeptRows;
import dev.interlock.domain.guardrail.ParityReading;
import dev.interlock.domain.guardrail.SweepCursor;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What the guardrail {@code parity} reads at one look: the ledger's two lists, exactly, and a part of the rows. */
public final class ParityLook {

    /** So much of a look, and of a core, may be spent on it. */
    private static final Duration LONGEST = Duration.ofMillis(200);

    private static final int SHARE_OF_A_LOOK = 10;

    private static final String KEPT = """
            SELECT (SELECT count(*) FROM interlock.unsynced u WHERE u.migration = ?),
                   (SELECT count(*) FROM interlock.conflict c WHERE c.migration = ?),
                   (SELECT coalesce(sum(s.last_value), 0)::bigint FROM pg_catalog.pg_sequences s
                    WHERE s.schemaname = 'interlock' AND s.sequencename ~ ('^refused_' || ? || '_[0-9]+$'))
            """;

    private static final String AT_EXACT =
            "SELECT p.unsynced, p.conflicts, p.refused FROM interlock.parity p WHERE p.migration = ? ORDER BY p.id DESC LIMIT 1";

    private final Connection transaction;
    private final long number;
    private final MigrationPlan plan;

    public ParityLook(Connection transaction, long number, MigrationPlan plan) {
        this.transaction = transaction;
        this.number = number;
        this.plan = plan;
    }

    /** Rows that cannot be looked at, such as those of a table that is locked, do not keep the ledger from being read. */
    public ParityReading read(SweepCursor from) throws SQLException {
        KeptRows kept = kept(transaction, number);
        KeptRows atExact =
                Sql.first(transaction, AT_EXACT, ParityLook::rows, number).orElse(KeptRows.NONE);
        Sweep sweep = new Sweep(transaction, budget());
        return Sql.recovering(
                transaction,
                open -> {
                    SweepCursor next = sweep.run(PlannedSync.read(open, number, plan, ""), from);
                    return reading(sweep, kept, atExact, Optional.empty(), next);
                },
                e -> reading(sweep, kept, atExact, Optional.of(String.valueOf(e.getMessage())), from));
    }

    private static ParityReading reading(
            Sweep sweep, KeptRows kept, KeptRows atExact, Optional<String> unread, SweepCursor next) {
        return new ParityReading(sweep.rows(), sweep.recent(), sweep.found(), kept, atExact, unread, next);
    }

    static KeptRows kept(Connection transaction, long number) throws SQLException {
        return Sql.first(transaction, KEPT, ParityLook::rows, number, number, Long.toString(number))
                .orElseThrow();
    }

    private static KeptRows rows(ResultSet row) throws SQLException {
        return new KeptRows(row.getLong(1), row.getLong(2), row.getLong(3));
    }

    private Duration budget() {
        Duration share = plan.ramp().lookEvery().dividedBy(SHARE_OF_A_LOOK);
        return share.compareTo(LONGEST) < 0 ? share : LONGEST;
    }
}
