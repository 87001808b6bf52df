// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.workflows.port.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/** The rows of {@code interlock.script}: what was begun, by whom, and what is done. */
public final class ScriptLedger {

    private ScriptLedger() {}

    /**
     * Begins another attempt. Its row is committed before anything is tried, so that a successor knows of it.
     *
     * @return empty when the script is applied already, in this round or an earlier one: a migration that is reverted
     *     ends, so nothing that was applied has been undone
     */
    public static Optional<Fence> begin(Connection connection, Call call, ScriptKey key) throws SQLException {
        if (isDone(connection, key)) {
            return Optional.empty();
        }
        return Sql.first(
                connection,
                """
                WITH before AS (
                  SELECT coalesce(max(b.attempt), 0) AS attempts,
                         coalesce(bool_and(b.rejected), true) AS untouched
                  FROM interlock.script b WHERE b.migration = ? AND b.kind = ? AND b.file = ?)
                INSERT INTO interlock.script AS s
                  (migration, round, kind, file, version, sha256, run_id, epoch, attempt)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, 1 + attempts FROM before
                ON CONFLICT (migration, round, kind, file) DO UPDATE
                SET run_id = excluded.run_id, epoch = excluded.epoch,
                    attempt = greatest(s.attempt + 1, excluded.attempt), begun_at = clock_timestamp(), rejected = false
                WHERE s.done_at IS NULL
                RETURNING attempt, NOT (SELECT untouched FROM before)
                """,
                row -> new Fence(key, call, row.getLong(1), row.getBoolean(2)),
                key.migration(),
                key.kind().word(),
                key.script().path(),
                key.migration(),
                key.round(),
                key.kind().word(),
                key.script().path(),
                key.version(),
                sha256(key.script().sql()),
                call.runId(),
                call.epoch());
    }

    /** How far the script has come in any round. */
    static Trace trace(Connection connection, long migration, ScriptKind kind, Script script) throws SQLException {
        return Sql.first(
                        connection,
                        """
                        SELECT bool_or(done_at IS NOT NULL), bool_and(rejected) FROM interlock.script
                        WHERE migration = ? AND kind = ? AND file = ? HAVING count(*) > 0
                        """,
                        row -> row.getBoolean(1) ? Trace.DONE : row.getBoolean(2) ? Trace.NONE : Trace.BEGUN,
                        migration,
                        kind.word(),
                        script.path())
                .orElse(Trace.NONE);
    }

    /** What the ledger knows of a script. */
    enum Trace {
        /** Never begun, or PostgreSQL refused it each time. */
        NONE,
        /** Begun, and its end is not on record. */
        BEGUN,
        DONE
    }

    /**
     * Throws {@link FenceLost} unless this attempt is still the one. Locks the script's row for the transaction, so that
     * a successor waits for its outcome.
     */
    public static void hold(Connection transaction, Fence fence) throws SQLException {
        boolean held = Sql.first(
                        transaction,
                        """
                        SELECT s.attempt = ? AND s.done_at IS NULL AND m.run_id = ? AND m.epoch <= ?
                        FROM interlock.script s JOIN interlock.migration m ON m.number = s.migration
                        WHERE s.migration = ? AND s.round = ? AND s.kind = ? AND s.file = ? FOR UPDATE OF s
                        """,
                        row -> row.getBoolean(1),
                        fence.attempt(),
                        fence.call().runId(),
                        fence.call().epoch(),
                        fence.key().migration(),
                        fence.key().round(),
                        fence.key().kind().word(),
                        fence.key().script().path())
                .orElse(false);
        if (!held) {
            throw new FenceLost(fence);
        }
    }

    /** In the transaction of the script itself, where it has one. */
    public static void done(Connection transaction, Fence fence) throws SQLException {
        int changed = Sql.update(
                transaction,
                """
                UPDATE interlock.script SET done_at = clock_timestamp()
                WHERE migration = ? AND round = ? AND kind = ? AND file = ? AND attempt = ? AND done_at IS NULL
                """,
                fence.key().migration(),
                fence.key().round(),
                fence.key().kind().word(),
                fence.key().script().path(),
                fence.attempt());
        if (changed != 1) {
            throw new FenceLost(fence);
        }
    }

    /** PostgreSQL refused the statement of this attempt: it has done nothing that a later one could find. */
    static void rejected(Connection connection, Fence fence) throws SQLException {
        Sql.update(
                connection,
                "UPDATE interlock.script SET rejected = true WHERE migration = ? AND round = ? AND kind = ? AND file = ?"
                        + " AND attempt = ?",
                fence.key().migration(),
                fence.key().round(),
                fence.key().kind().word(),
                fence.key().script().path(),
                fence.attempt());
    }

    private static boolean isDone(Connection connection, ScriptKey key) throws SQLException {
        return Sql.number(
                        connection,
                        "SELECT count(*) FROM interlock.script WHERE migration = ? AND kind = ? AND file = ?"
                                + " AND done_at IS NOT NULL",
                        key.migration(),
                        key.kind().word(),
                        key.script().path())
                > 0;
    }

    private static String sha256(String sql) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
