// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.e2e.stack.RestApi;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.Waiting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/** A table, the applications that write to it, what they were told, and the migration of it. */
final class LossWorld {

    private static final int APPLICATIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Servers servers;
    private final String id;
    private final PeopleTable table;
    private final Journal journal = new Journal();
    private final List<Program> programs;
    private final List<Application> applications = new ArrayList<>();
    private final ReadWriteLock writing = new ReentrantReadWriteLock();

    LossWorld(Servers servers, String id, long seed) {
        this.servers = servers;
        this.id = id;
        table = new PeopleTable(id.replace('-', '_'));
        programs = IntStream.rangeClosed(1, APPLICATIONS)
                .mapToObj(number -> Program.of(seed, number))
                .toList();
    }

    String id() {
        return id;
    }

    String table() {
        return table.name();
    }

    Journal journal() {
        return journal;
    }

    List<Program> programs() {
        return programs;
    }

    /** The applications write before the migration begins. */
    void open(LossPlan plan) throws Exception {
        try (Connection connection = servers.connect()) {
            table.create(connection, journal);
        }
        for (Program program : programs) {
            Application application =
                    new Application(program, id, table, journal, servers.applicationDatabase(), writing.readLock());
            applications.add(application);
            application.start();
        }
        RestApi.Answer started = servers.api().start(plan.files(id, table.name()));
        if (started.status() >= 300) {
            throw new IllegalStateException(id + " was not started: " + started.body());
        }
    }

    void await(Moment moment) throws Exception {
        Waiting.until(
                PATIENCE, id + " to come to " + moment, () -> servers.ledger().standing(id), moment::isReachedBy);
    }

    /** The first rows are filled, and not the last. */
    void awaitBackfillUnderWay() throws Exception {
        Waiting.until(PATIENCE, id + " to fill its first rows", this::isFilling, Boolean::booleanValue);
    }

    private boolean isFilling() throws SQLException {
        String sql =
                "SELECT EXISTS (SELECT FROM interlock.backfill b JOIN interlock.migration m ON m.number = b.migration"
                        + " WHERE m.id = '" + id + "' AND b.next_block > 0)";
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    void awaitWrites(int number) throws Exception {
        long wanted = journal.count(Fate.ACKNOWLEDGED) + number;
        Waiting.until(
                PATIENCE, number + " more writes", () -> journal.count(Fate.ACKNOWLEDGED), count -> count >= wanted);
    }

    /** As a superuser. */
    void execute(String sql) throws SQLException {
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void stopWriting() throws InterruptedException {
        for (Application application : applications) {
            application.stopWriting();
        }
    }

    void close() throws InterruptedException {
        for (Application application : applications) {
            application.stop();
        }
    }

    /** The applications wait meanwhile. */
    List<String> check(boolean oldPathExists) throws SQLException {
        writing.writeLock().lock();
        try (Connection connection = servers.connect()) {
            return new Check(connection, id, table).findings(journal, oldPathExists);
        } finally {
            writing.writeLock().unlock();
        }
    }

    /** The applications are released anew, ready for the contract. */
    void releaseWithoutOldShapeOnNewPath() {
        writing.writeLock().lock();
        try {
            table.releaseWithoutOldShapeOnNewPath();
        } finally {
            writing.writeLock().unlock();
        }
    }

    /** What users of the applications would have seen fail, lost connections aside. */
    List<String> surprises() {
        return applications.stream()
                .flatMap(application -> application.surprises().stream())
                .toList();
    }
}
