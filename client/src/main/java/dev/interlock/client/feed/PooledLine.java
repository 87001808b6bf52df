// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Reports over a connection of the application's pool, borrowed for one statement. Hears nothing by itself. */
final class PooledLine implements FlagLine {

    private final DataSource dataSource;
    private final ReportStatement statement;
    private final CountDownLatch woken = new CountDownLatch(1);

    PooledLine(DataSource dataSource, ReportStatement statement) {
        this.dataSource = dataSource;
        this.statement = statement;
    }

    @Override
    public Optional<LedgerAnswer> exchange(FlagReport report) throws SQLException {
        return borrowing(connection -> statement.run(connection, report));
    }

    @Override
    public Optional<LedgerAnswer> ask(String flag) throws SQLException {
        return borrowing(connection -> statement.ask(connection, flag));
    }

    private Optional<LedgerAnswer> borrowing(ReportStatement.Run run) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Optional<LedgerAnswer> answer = run.on(connection);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            return answer;
        }
    }

    @Override
    public Set<String> await(Duration atMost) throws InterruptedException {
        boolean ignored = woken.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        return Set.of();
    }

    @Override
    public void wake() {
        woken.countDown();
    }

    @Override
    public void close() {
        wake();
    }
}
