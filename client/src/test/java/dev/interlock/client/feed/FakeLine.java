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
    final List<String> questions = new ArrayList<>();
    Duration reportEvery = Duration.ZERO;
    boolean ramping = true;
    boolean away;
    boolean closed;
    Runnable whileWaiting = () -> {};

    @Override
    public Optional<LedgerAnswer> exchange(FlagReport report) throws SQLException {
        Optional<LedgerAnswer> answer = answer(report.key());
        reports.add(report);
        return answer;
    }

    @Override
    public Optional<LedgerAnswer> ask(String flag) throws SQLException {
        Optional<LedgerAnswer> answer = answer(flag);
        questions.add(flag);
        return answer;
    }

    private Optional<LedgerAnswer> answer(String key) throws SQLException {
        if (away) {
            throw new SQLException("nobody there", "08001");
        }
        return Optional.ofNullable(flags.get(key)).map(held -> new LedgerAnswer(held, reportEvery, ramping));
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
