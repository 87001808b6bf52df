// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

/** The statements of {@link Ledger}. */
final class LedgerSql {

    private static final String MIGRATION = """
            SELECT number, id, plan_sha256, description, owner, tables, flag_key, switched_off, started_by, started_at, run_id,
                   phase, percent, hold, round, epoch, expanded, backfilled, dropped_at, ended_at, ended_as,
                   (SELECT e.text FROM interlock.event e WHERE e.migration = number AND e.kind = 'VERDICT'
                    ORDER BY e.id DESC LIMIT 1) AS last_verdict,
                   (SELECT CASE newest.kind WHEN 'NEXT' THEN newest.text END
                    FROM (SELECT e.kind, e.text FROM interlock.event e
                          WHERE e.migration = number AND e.kind IN ('NEXT', 'PHASE', 'PERCENT', 'HOLD')
                          ORDER BY e.id DESC LIMIT 1) newest) AS next,
                   (SELECT count(*) FROM interlock.evaluator e
                    WHERE e.flag_key = m.flag_key AND e.goodbye_at IS NULL
                      AND e.reported_at > (SELECT interlock.live_since(m.flag_key, interval '30 seconds')))::integer AS evaluators
            FROM interlock.migration m
            """;

    static final String MIGRATIONS = MIGRATION + """
            WHERE (CAST(:phase AS text) IS NULL OR phase = :phase)
              AND (CAST(:owner AS text) IS NULL OR owner = :owner)
            ORDER BY number DESC
            LIMIT :limit
            """;

    static final String LATEST = MIGRATION + """
            WHERE id = :id
            ORDER BY number DESC
            LIMIT 1
            """;

    static final String COMPLETED =
            "SELECT EXISTS (SELECT FROM interlock.migration WHERE id = :id AND ended_as = 'COMPLETED')";

    static final String CLAIMS = """
            SELECT c.table_name, m.id AS holder
            FROM interlock.claim c
            JOIN interlock.migration m ON m.number = c.migration
            WHERE c.table_name = ANY (:tables) AND m.id <> :id
            ORDER BY c.table_name
            """;

    static final String EVENTS = """
            SELECT at, kind, actor, verified, text, phase, percent, hold
            FROM interlock.event
            WHERE migration = :number
            ORDER BY id
            """;

    /** A soak has thousands of looks that say the same. */
    static final String LOOKS = """
            SELECT guardrail, window_start, window_end, percent, new_errors, old_errors, new_ended, old_ended, value,
                   threshold, verdict, sentence, asked
            FROM (SELECT *,
                         lag(verdict) OVER past IS DISTINCT FROM verdict AS turned,
                         lead(verdict) OVER past IS NULL AS newest
                  FROM interlock.look
                  WHERE migration = :number
                  WINDOW past AS (PARTITION BY guardrail, percent ORDER BY window_end)) looks
            WHERE turned OR newest
            ORDER BY window_end, guardrail
            """;

    /** A worker that died while it waited takes nothing back. */
    static final String LOCK_WAIT = """
            SELECT step, doing, attempts, failures, waiting_since, seen_at, blockers::text AS blockers
            FROM interlock.lock_wait
            WHERE migration = :number AND waiting_since IS NOT NULL
              AND seen_at > clock_timestamp() - interval '30 s'
            """;

    static final String EVIDENCE = """
            SELECT gate, at, open, facts::text AS facts
            FROM interlock.evidence
            WHERE migration = :number
            ORDER BY id
            """;

    static final String BACKFILL = """
            SELECT b.table_name, sum(b.rows_written)::bigint AS rows_written,
                   sum(least(b.next_block, b.blocks))::bigint AS blocks_done, sum(b.blocks)::bigint AS blocks_total,
                   p.rows_per_second, p.seconds_left, p.rate, p.waits_for
            FROM interlock.backfill b
            JOIN interlock.migration m ON m.number = b.migration AND m.round = b.round
            LEFT JOIN interlock.backfill_pace p ON p.migration = b.migration AND p.round = b.round
                 AND p.table_name = b.table_name AND p.sampled_at > clock_timestamp() - interval '10 seconds'
            WHERE b.migration = :number
            GROUP BY b.table_name, p.rows_per_second, p.seconds_left, p.rate, p.waits_for
            ORDER BY b.table_name
            """;

    static final String RATE = "SELECT rate, actor, reason, at FROM interlock.throttle WHERE migration = :number";

    static final String QUEUE = """
            SELECT q.since, q.asked_at > clock_timestamp() - interval '30 s' AS asking, q.waits_for,
                   (SELECT count(*) FROM interlock.queue o JOIN interlock.migration other ON other.number = o.migration
                    WHERE o.place < q.place AND other.tables && m.tables) AS ahead
            FROM interlock.queue q
            JOIN interlock.migration m ON m.number = q.migration
            WHERE q.migration = :number
            """;

    static final String RELEASES =
            "SELECT name, actor, reason, added_at FROM interlock.release WHERE migration = :number ORDER BY added_at, name";

    private static final String KEPT = """
            SELECT m.id, a.taken_by, 'interlock_archive.' || a.stored_as AS stored_in, a.row_count AS rows, a.bytes, a.checksum,
                   a.sealed_at, a.until, a.gone_at, a.gone_why,
                   CASE WHEN a.whole THEN ARRAY['table ' || a.schema_name || '.' || a.table_name]
                        ELSE ARRAY(SELECT 'column ' || a.schema_name || '.' || a.table_name || '.' || c.name
                                   FROM interlock.archive_column c
                                   WHERE c.migration = a.migration AND c.position = a.position AND c.goes ORDER BY c.number)
                   END AS objects
            FROM interlock.archive a JOIN interlock.migration m ON m.number = a.migration
            """;

    static final String ARCHIVES =
            KEPT + "WHERE a.gone_at IS NULL ORDER BY a.until, a.migration, a.position LIMIT 1000";

    static final String ARCHIVES_OF = KEPT + "WHERE m.id = :id ORDER BY a.migration, a.position";

    static final String ARCHIVE_ORDERS = """
            SELECT o.id AS "order", o.kind, o.table_name AS "table", o.column_name AS "column", o.actor, o.reason, o.ordered_at,
                   o.state, o.message, o.ended_at,
                   (SELECT coalesce(sum(r.rows_restored), 0)::bigint FROM interlock.archive_restore r
                    WHERE o.kind = 'restore' AND r.migration = o.migration) AS rows
            FROM interlock.archive_order o JOIN interlock.migration m ON m.number = o.migration
            WHERE m.id = :id ORDER BY o.id DESC LIMIT 20
            """;

    private LedgerSql() {}
}
