// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.metric;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Judgement;
import dev.interlock.domain.guardrail.ZeroToleranceState;
import dev.interlock.domain.lifecycle.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who still needs an old name while it is hidden: evaluators that have begun a call of the old path since, and sessions whose
 * last statement names what is hidden. PostgreSQL shows a session's last statement whether or not it failed, while one that
 * failed never gets into {@code pg_stat_statements}; of a session that has gone, or gone on, nothing is left to see. A statement
 * that gives something else that name by AS, has it inside a string, or asks the catalogue for it, is not taken for a reader. Takes no lock.
 */
public final class LateReaders {

    private static final String EVALUATORS = """
            SELECT e.instance || ' is on the old path: ' || (e.old_started - coalesce((h.old_calls ->> (e.instance || ' ' || e.boot_id))::bigint, 0))
                   || ' calls since the old names were hidden, ' || e.old_in_flight || ' in flight'
            FROM interlock.hiding h JOIN interlock.evaluator e ON e.flag_key = ? AND e.reported_at > h.hidden_at
            WHERE h.migration = ?
              AND (e.old_in_flight > 0
                   OR e.old_started > coalesce((h.old_calls ->> (e.instance || ' ' || e.boot_id))::bigint, 0))
            ORDER BY e.instance LIMIT 5
            """;

    private static final String SESSIONS = """
            WITH hidden AS (
                SELECT h.hidden_at, p.kind, p.table_name, p.name,
                       regexp_replace(p.name, '([^[:alnum:]_])', '\\\\\\1', 'g') AS word,
                       regexp_replace(p.table_name, '([^[:alnum:]_])', '\\\\\\1', 'g') AS place
                FROM interlock.hiding h JOIN interlock.hidden p ON p.migration = h.migration AND p.hidden_name IS NOT NULL
                WHERE h.migration = ?
            ), session AS (
                SELECT s.*, regexp_replace(s.query, '''[^'']*''', '''''', 'g') AS bare
                FROM pg_stat_activity s
                WHERE s.datname = current_database() AND s.pid <> pg_backend_pid() AND s.backend_type = 'client backend'
                  AND s.application_name NOT LIKE 'interlock:%')
            SELECT DISTINCT ON (a.pid) format('pid %s (user %s, application %s) names %s %s: %s', a.pid,
                       coalesce(a.usename, '?'), coalesce(a.application_name, '?'), h.kind,
                       CASE h.kind WHEN 'column' THEN h.table_name || '.' || h.name ELSE h.name END,
                       left(regexp_replace(a.query, '\\s+', ' ', 'g'), 200))
            FROM hidden h JOIN session a
              ON a.query_start > h.hidden_at AND a.bare ~* ('\\y' || h.word || '\\y')
                 AND (h.kind = 'table' OR a.bare ~* ('\\y' || h.place || '\\y'))
                 AND a.bare !~* ('\\yas\\s+"?' || h.word || '\\y')
            WHERE a.bare !~* '\\y(information_schema|pg_\\w+|interlock)\\y'
            ORDER BY a.pid LIMIT 5
            """;

    private LateReaders() {}

    /** Empty when nothing is hidden, or nobody was seen. */
    public static Optional<Outcome> look(Connection connection, String flagKey, long number) throws SQLException {
        List<String> seen = new ArrayList<>(Sql.list(connection, EVALUATORS, row -> row.getString(1), flagKey, number));
        seen.addAll(Sql.list(connection, SESSIONS, row -> row.getString(1), number));
        return seen.isEmpty() ? Optional.empty() : Optional.of(new Outcome.LateReader(String.join("; ", seen)));
    }

    /** The new path itself, where it has named what is hidden since the last look: the names come back, and nobody is put back. */
    static Optional<Outcome> amongTheNew(List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> judgement.state() instanceof ZeroToleranceState state
                        && state.seen().newUndefined() > 0)
                .findFirst()
                .map(judgement -> new Outcome.LateReader(judgement.sentence()));
    }

    /** What is remembered when that has been told: it is not told again. */
    static Judgement told(Judgement judgement) {
        return judgement.state() instanceof ZeroToleranceState state
                ? judgement.with(state.withoutUndefined())
                : judgement;
    }
}
