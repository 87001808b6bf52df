// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.count.ArmCounts;
import dev.interlock.client.count.BandCounts;
import dev.interlock.client.count.ShadowCounts;
import dev.interlock.client.count.StateCounts;
import dev.interlock.client.flag.FlagReport;
import dev.interlock.client.flag.HeldFlag;
import dev.interlock.domain.flag.Cohorts;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The one statement that a client sends: {@code interlock.report}. The role needs EXECUTE on it and USAGE on the schema,
 * nothing else. Locks: the reporting process's own row.
 *
 * @param instance what the application calls this copy of itself
 * @param bootId new with every start, since the counters begin at 0
 */
record ReportStatement(String instance, UUID bootId) {

    private static final String SQL = "SELECT version, percent, safe_side, epoch, pinned, cohorts, every_ms, ramping"
            + " FROM interlock.report(?, ?, ?, ?, ?, ?, ?)";

    /** Beyond the room that the bands have, whether there are so many or not. */
    private static final int OVERRULED_NOW = 136 + 5 * Cohorts.MOST_BANDS;

    private static final int OVERRULED = OVERRULED_NOW + 1;
    private static final int COUNTERS = OVERRULED + 1;

    /** A database that does not answer keeps the feed waiting no longer than this; calls are never kept waiting. */
    private static final int TIMEOUT_SECONDS = 5;

    /** What is done with a connection. */
    @FunctionalInterface
    interface Run {
        Optional<LedgerAnswer> on(Connection connection) throws SQLException;
    }

    Optional<LedgerAnswer> run(Connection connection, FlagReport report) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            bind(statement, report, counters(connection, report));
            return answer(statement, report.key());
        }
    }

    /** Without counters the function writes nothing. */
    Optional<LedgerAnswer> ask(Connection connection, String flag) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, flag);
            statement.setString(2, instance);
            statement.setObject(3, bootId);
            statement.setLong(4, 0);
            statement.setNull(5, Types.BIGINT);
            statement.setNull(6, Types.ARRAY, "_int8");
            statement.setBoolean(7, false);
            return answer(statement, flag);
        }
    }

    private static Optional<LedgerAnswer> answer(PreparedStatement statement, String flag) throws SQLException {
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(read(flag, row)) : Optional.empty();
        }
    }

    private void bind(PreparedStatement statement, FlagReport report, Array counters) throws SQLException {
        statement.setString(1, report.key());
        statement.setString(2, instance);
        statement.setObject(3, bootId);
        statement.setLong(4, report.version());
        if (report.evaluatedMillisAgo().isPresent()) {
            statement.setLong(5, report.evaluatedMillisAgo().getAsLong());
        } else {
            statement.setNull(5, Types.BIGINT);
        }
        statement.setArray(6, counters);
        statement.setBoolean(7, report.leaving());
    }

    private static Array counters(Connection connection, FlagReport report) throws SQLException {
        List<Long> values = new ArrayList<>();
        figures(values, report.oldArm());
        figures(values, report.newArm());
        values.addAll(List.of(report.oldArm().errorSquares(), report.newArm().errorSquares()));
        values.addAll(List.of(report.oldUsers(), report.newUsers()));
        times(values, report.oldArm());
        times(values, report.newArm());
        states(values, report);
        values.add(report.overruling().withheld());
        ShadowCounts shadows = report.shadows();
        values.addAll(List.of(shadows.compared(), shadows.differing(), shadows.skipped()));
        bands(values, report.bands());
        Long[] all = values.toArray(new Long[COUNTERS]);
        all[OVERRULED_NOW] = report.overruling().now() ? 1L : 0L;
        all[OVERRULED] = report.overruling().times();
        return connection.createArrayOf("bigint", all);
    }

    /** In the order of the ledger's columns. */
    private static void figures(List<Long> values, ArmCounts arm) {
        values.addAll(
                List.of(arm.started(), arm.ended(), arm.errors(), arm.slow(), arm.inFlight(), arm.oldestMillis()));
    }

    private static void times(List<Long> values, ArmCounts arm) {
        values.addAll(arm.times().faster());
        values.addAll(arm.times().slower());
    }

    private static void states(List<Long> values, FlagReport report) {
        StateCounts old = report.oldArm().states();
        StateCounts fresh = report.newArm().states();
        values.addAll(List.of(old.undefined(), fresh.undefined(), old.violations(), fresh.violations()));
    }

    private static void bands(List<Long> values, List<BandCounts> bands) {
        for (BandCounts band : bands) {
            values.addAll(List.of(band.users(), band.ended(), band.errors(), band.errorSquares(), band.slow()));
        }
    }

    private static LedgerAnswer read(String key, ResultSet row) throws SQLException {
        FlagRule rule = FlagRule.of(key, row.getInt("percent"), Variant.of(row.getString("safe_side")));
        Cohorts cohorts =
                new Cohorts(List.of((Integer[]) row.getArray("cohorts").getArray()));
        HeldFlag held =
                new HeldFlag(rule, row.getLong("version"), row.getLong("epoch"), row.getBoolean("pinned"), cohorts);
        return new LedgerAnswer(held, Duration.ofMillis(row.getLong("every_ms")), row.getBoolean("ramping"));
    }
}
