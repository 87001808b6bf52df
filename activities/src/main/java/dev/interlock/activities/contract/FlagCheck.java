// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.flag.FlagRow;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.plan.Durations;
import dev.interlock.domain.plan.Moments;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the flag has stood at 100 % for the whole soak, by every version that the ledger keeps of it. How long is
 * measured by the database's clock alone; when it began is compared with the workflow's, so a little difference between
 * two clocks is allowed.
 */
final class FlagCheck {

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    private static final String FULL_SINCE = """
            SELECT min(h.changed_at), extract(epoch FROM clock_timestamp() - min(h.changed_at)) * 1000
            FROM interlock.flag_history h
            WHERE h.key = ? AND h.migration = ? AND h.percent = 100000
              AND h.version > coalesce((SELECT max(l.version) FROM interlock.flag_history l
                                        WHERE l.key = h.key AND l.migration = h.migration AND l.percent <> 100000), 0)
            """;

    private FlagCheck() {}

    static Check look(Connection connection, Call call, FlagRow flag, Instant soakStarted, Duration soak)
            throws SQLException {
        if (!flag.percent().isFull() || flag.epoch() != call.epoch()) {
            return Check.fails(
                    "flag",
                    "the flag stands at " + flag.percent() + ", epoch " + flag.epoch() + ", moved by " + flag.actor()
                            + ": " + flag.reason());
        }
        return Sql.list(connection, FULL_SINCE, FlagCheck::full, flag.key(), flag.migration()).stream()
                .flatMap(Optional::stream)
                .map(full -> judge(full, soakStarted, soak))
                .findFirst()
                .orElseGet(() -> Check.fails("flag", "the ledger has no record of how long it has stood at 100 %"));
    }

    private static Check judge(Full full, Instant soakStarted, Duration soak) {
        String found = "at 100 % since " + Moments.text(full.since()) + ", for " + Durations.text(full.time())
                + "; the soak began at " + Moments.text(soakStarted);
        boolean whole = full.time().compareTo(soak) >= 0 && !full.since().isAfter(soakStarted.plus(CLOCKS_DIFFER));
        return new Check("flag", whole, found);
    }

    private static Optional<Full> full(ResultSet row) throws SQLException {
        Duration time = Duration.ofMillis(row.getLong(2));
        return Optional.ofNullable(row.getTimestamp(1)).map(since -> new Full(since.toInstant(), time));
    }

    private record Full(Instant since, Duration time) {}
}
