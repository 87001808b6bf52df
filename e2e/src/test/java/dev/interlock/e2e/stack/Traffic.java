// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import dev.interlock.client.InterlockClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** An application with both code paths: renames one person after the other, by the path that the flag says. */
final class Traffic implements AutoCloseable {

    private static final Duration REPORT = Duration.ofSeconds(1);
    private static final Duration BETWEEN = Duration.ofMillis(4);

    private final String flag;
    private final String table;
    private final int people;
    private final Connection connection;
    private final InterlockClient client;
    private final Thread thread = new Thread(this::run, "traffic");
    private volatile boolean looksUp;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<Long, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();

    private Traffic(DataSource source, String flag, String table, int people) throws SQLException {
        this.flag = flag;
        this.table = table;
        this.people = people;
        connection = source.getConnection();
        client = InterlockClient.builder(source, "tester-1")
                .flag(flag)
                .reportEvery(REPORT, REPORT)
                .listen(source::getConnection)
                .start();
    }

    static Traffic start(DataSource source, String flag, String table, int people) throws SQLException {
        Traffic traffic = new Traffic(source, flag, table, people);
        traffic.thread.start();
        return traffic;
    }

    private void run() {
        try {
            for (long number = 0; !stopping.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS); number++) {
                rename(1 + number % people, "First" + number, "Last" + number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            failure.set(e);
        }
    }

    private void rename(long id, String first, String last) throws SQLException {
        client.guardedPath()
                .call(
                        flag,
                        "person-" + id,
                        () -> update("full_name = ?", id, first + " " + last),
                        () -> renameOnTheNewPath(id, first, last));
        acknowledged.put(id, first + " " + last);
    }

    private int renameOnTheNewPath(long id, String first, String last) throws SQLException {
        if (looksUp) {
            lookUp(last);
        }
        return update("first_name = ?, last_name = ?", id, first, last);
    }

    private void lookUp(String last) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT count(*) FROM " + table + " WHERE last_name = ?")) {
            statement.setString(1, last);
            statement.executeQuery().close();
        }
    }

    /** From here on the new path looks everybody up by a name that has no index. */
    void lookUpByName() {
        looksUp = true;
    }

    private int update(String assignments, long id, String... values) throws SQLException {
        String sql = "UPDATE " + table + " SET " + assignments + " WHERE id = " + id;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** The last acknowledged full name of each person who has been renamed; the traffic has ended. */
    Map<Long, String> acknowledged() throws SQLException {
        close();
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return acknowledged;
    }

    @Override
    public void close() throws SQLException {
        stopping.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
        connection.close();
    }
}
