// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger holds of one migration.
 *
 * @param runId the Temporal run that owns it now
 * @param tables {@code schema.table}, sorted
 * @param continuesAt the phase that the present run was told to go on from
 * @param lastSequence of the notes that the row's phase, percent and hold come from
 */
public record MigrationRow(
        long number,
        String id,
        String sha256,
        String runId,
        String flagKey,
        List<String> tables,
        String continuesAt,
        String phase,
        int round,
        long epoch,
        long lastSequence,
        boolean expanded,
        boolean backfilled,
        Optional<Instant> droppedAt,
        Optional<String> endedAs) {

    static final String COLUMNS =
            "number, id, plan_sha256, run_id, flag_key, tables, continues_at, phase, round, epoch, last_sequence,"
                    + " expanded, backfilled, dropped_at, ended_as";

    public MigrationRow {
        tables = List.copyOf(tables);
    }

    /** Without a lock. */
    public static Optional<MigrationRow> find(Connection connection, long number) throws SQLException {
        return Sql.first(
                connection,
                "SELECT " + COLUMNS + " FROM interlock.migration WHERE number = ?",
                MigrationRow::read,
                number);
    }

    /** Locks the row against other calls, though not against rows that only refer to it. */
    static Optional<MigrationRow> lock(Connection connection, long number) throws SQLException {
        return Sql.first(
                connection,
                "SELECT " + COLUMNS + " FROM interlock.migration WHERE number = ? FOR NO KEY UPDATE",
                MigrationRow::read,
                number);
    }

    static MigrationRow read(ResultSet row) throws SQLException {
        return new MigrationRow(
                row.getLong("number"),
                row.getString("id"),
                row.getString("plan_sha256"),
                row.getString("run_id"),
                row.getString("flag_key"),
                Sql.texts(row.getArray("tables")),
                row.getString("continues_at"),
                row.getString("phase"),
                row.getInt("round"),
                row.getLong("epoch"),
                row.getLong("last_sequence"),
                row.getBoolean("expanded"),
                row.getBoolean("backfilled"),
                Optional.ofNullable(row.getTimestamp("dropped_at")).map(at -> at.toInstant()),
                Optional.ofNullable(row.getString("ended_as")));
    }
}
