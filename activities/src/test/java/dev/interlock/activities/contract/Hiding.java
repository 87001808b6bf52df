// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.TestMigration;
import dev.interlock.activities.TestPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import java.util.Optional;

/** A migration on its way into HIDING, and what can be seen of it in the catalogue. */
final class Hiding {

    private final TestMigration migration;

    Hiding(TestMigration migration) {
        this.migration = migration;
    }

    /** Expanded, filled, at 100 % with the safe side new, and an evaluator that knows it. */
    Call at100(TestPlan test) {
        Call call = TestMigration.in(migration.claimed(test), "EXPANDING");
        migration.schema.expand(call);
        migration.schema.backfill(TestMigration.in(call, "BACKFILLING"));
        migration.flags.raise(TestMigration.in(call, "RAMPING"), Percent.FULL);
        Call hiding = TestMigration.in(call, "HIDING");
        migration.flags.turnSafeSide(hiding);
        report("shop-1", 0);
        return hiding;
    }

    /** As an application does, with the flag's newest version. */
    void report(String instance, long oldCalls) {
        migration.text("""
                SELECT interlock.report('split', ?, '00000000-0000-0000-0000-000000000001', f.version, 0,
                    ARRAY[?::bigint, ?::bigint, 0, 0, 0, 0, 10, 10, 0, 0, 0, 0], false)::text
                FROM interlock.flag f
                """, instance, oldCalls, oldCalls);
    }

    Optional<String> columns(String table) {
        return migration.text("""
                SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a
                WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
                """, table);
    }

    /** {@code 100000 new}. */
    Optional<String> flag() {
        return migration.text("SELECT percent || ' ' || safe_side FROM interlock.flag");
    }

    /** Every column, trigger and function that a hide could change, written out. */
    Optional<String> catalogue() {
        return migration.text("""
                SELECT string_agg(fact, E'\\n' ORDER BY fact) FROM (
                    SELECT attrelid::regclass || '.' || attname AS fact FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid
                    WHERE attnum > 0 AND NOT attisdropped AND relnamespace = 'public'::regnamespace
                    UNION ALL
                    SELECT tgenabled::text || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
                    UNION ALL
                    SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'interlock'::regnamespace AND prokind = 'f'
                ) f
                """);
    }
}
