// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.client.InterlockClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One copy of the application: its own connection, its own flag, its program again and again. */
final class Application {

    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Duration REPORT = Duration.ofMillis(500);
    private static final int HOT = 300;
    private static final long OWN_ROWS = 1_000_000;

    private final Program program;
    private final String flag;
    private final PeopleTable table;
    private final Journal journal;
    private final DataSource source;
    private final Lock writing;
    private final InterlockClient client;
    private final Random random;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Long> own = new ArrayList<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private @Nullable Connection connection;
    private long number;

    /** @param writing held during each step */
    Application(Program program, String flag, PeopleTable table, Journal journal, DataSource source, Lock writing) {
        this.program = program;
        this.flag = flag;
        this.table = table;
        this.journal = journal;
        this.source = source;
        this.writing = writing;
        random = new Random(program.seed());
        client = InterlockClient.builder(source, "application-" + program.number())
                .flag(flag)
                .reportEvery(REPORT, REPORT)
                .listen(source::getConnection)
                .start();
        thread = new Thread(this::run, "application-" + program.number());
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                writing.lock();
                try {
                    attempt(program.steps()
                            .get((int) (number++ % program.steps().size())));
                } finally {
                    writing.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(StepKind kind) {
        try {
            Connection open = connection == null ? source.getConnection() : connection;
            connection = open;
            perform(kind, open);
        } catch (SQLException e) {
            if (!SqlFailure.isConnectionLost(e)) {
                surprises.add(kind + " failed with " + e.getSQLState() + ": " + e.getMessage());
            }
            disconnect();
        }
    }

    private void perform(StepKind kind, Connection open) throws SQLException {
        Transaction transaction = new Transaction(open, journal);
        switch (kind) {
            case RENAME -> {
                long id = anyRow();
                PersonName name = nextName();
                transaction.alone(id, name.full(), session -> rename(session, id, name));
            }
            case RENAME_THREE -> transaction.together(true, this::renameThree);
            case RENAME_THREE_AND_ROLL_BACK -> transaction.together(false, this::renameThree);
            case WRITE_ALL_COLUMNS -> transaction.together(true, this::writeAll);
            case WRITE_A_NOTE -> {
                open.setAutoCommit(true);
                table.note(open, anyRow(), "note " + number);
            }
            case INSERT -> insert(transaction);
            case DELETE -> delete(transaction);
        }
    }

    /** In the order of their keys, so that no two applications wait for each other in a circle. */
    private void renameThree(Transaction transaction) throws SQLException {
        long first = anyRow();
        for (long id = first; id < first + 3; id++) {
            long row = id;
            PersonName name = nextName();
            transaction.write(row, name.full(), session -> rename(session, row, name));
        }
    }

    private void writeAll(Transaction transaction) throws SQLException {
        long id = anyRow();
        PersonName name = nextName();
        transaction.write(
                id,
                name.full(),
                session -> onPath(
                        id,
                        () -> table.writeAllOnOldPath(session, id, name),
                        () -> table.writeAllOnNewPath(session, id, name)));
    }

    private void insert(Transaction transaction) throws SQLException {
        long id = OWN_ROWS * program.number() + number;
        PersonName name = nextName();
        transaction.alone(
                id,
                name.full(),
                session -> onPath(
                        id,
                        () -> table.insertOnOldPath(session, id, name),
                        () -> table.insertOnNewPath(session, id, name)));
        own.add(id);
    }

    private void delete(Transaction transaction) throws SQLException {
        if (!own.isEmpty()) {
            long id = own.remove(random.nextInt(own.size()));
            transaction.together(true, deleting -> deleting.write(id, null, session -> table.delete(session, id)));
        }
    }

    private OptionalLong rename(Connection session, long id, PersonName name) throws SQLException {
        return onPath(
                id, () -> table.renameOnOldPath(session, id, name), () -> table.renameOnNewPath(session, id, name));
    }

    private OptionalLong onPath(long id, GuardedCall oldPath, GuardedCall newPath) throws SQLException {
        return client.guardedPath().<OptionalLong, SQLException>call(flag, "row-" + id, oldPath::run, newPath::run);
    }

    /** What one path does. */
    @FunctionalInterface
    private interface GuardedCall {
        OptionalLong run() throws SQLException;
    }

    /** Mostly from a few, so that applications meet. */
    private long anyRow() {
        return 1L + random.nextInt(random.nextInt(10) < 7 ? HOT : PeopleTable.ROWS - 3);
    }

    private PersonName nextName() {
        return PersonName.tagged(program.number(), ++number);
    }

    private void disconnect() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                surprises.add("closing failed: " + e.getMessage());
            }
        }
    }

    /** Failures other than a lost connection: a user would have seen them. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Nothing is under way afterwards; it still says to be there, as an idle application does. */
    void stopWriting() throws InterruptedException {
        stopping.countDown();
        thread.join();
        disconnect();
    }

    void stop() throws InterruptedException {
        stopWriting();
        client.close();
    }
}
