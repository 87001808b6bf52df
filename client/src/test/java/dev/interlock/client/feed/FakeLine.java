// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import dev.interlock.client.flag.HeldFlag;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A ledger in memory, that can be away. */
final class FakeLine implements FlagLine {

    final Map<String, HeldFlag> flags = new HashMap<>();
    final List<FlagReport> reports = new ArrayList<>();
    boolean away;
    boolean closed;
    Runnable whileWaiting = () -> {};

    @Override
    public Optional<HeldFlag> exchange(FlagReport report) throws SQLException {
        if (away) {
            throw new SQLException("nobody there", "08001");
        }
        reports.add(report);
        return Optional.ofNullable(flags.get(report.key()));
    }

    @Override
    public Set<String> await(Duration atMost) {
        whileWaiting.run();
        return Set.of();
    }

    @Override
    public void wake() {}

    @Override
    public void close() {
        closed = true;
    }
}
