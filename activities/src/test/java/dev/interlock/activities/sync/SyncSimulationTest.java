// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.backfill.BackfillRunner;
import dev.interlock.activities.backfill.FakeTempo;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.parity.ParityCheck;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.MigrationPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Random writes on both paths while the backfill runs, over expressions that lose how a name was grouped. */
class SyncSimulationTest {

    private static final long SEED = 20_260_712;
    private static final int WRITERS = 3;
    private static final int ROWS = 1_500;
    private static final int WRITES = 2_000;
    private static final String[] WORDS = {"Anna", "Maria", "von", "Berg", "Ek", "", " ", "x"};

    @Test
    void noAcknowledgedWriteIsAlteredAndNothingIsOutOfParity() throws Exception {
        nothingIsLost(SyncLab.USERS);
    }

    /** A touched row moves to another leaf, under the backfill's hands. */
    @Test
    void noAcknowledgedWriteIsAlteredWhereRowsMoveBetweenLeaves() throws Exception {
        nothingIsLost(
                SyncLab.USERS.replace("PRIMARY KEY", "").stripTrailing() + " PARTITION BY HASH (email)",
                "CREATE INDEX ON users (id)",
                "CREATE TABLE users_0 PARTITION OF users FOR VALUES WITH (MODULUS 3, REMAINDER 0)",
                "CREATE TABLE users_1 PARTITION OF users FOR VALUES WITH (MODULUS 3, REMAINDER 1)",
                "CREATE TABLE users_2 PARTITION OF users FOR VALUES WITH (MODULUS 3, REMAINDER 2)");
    }

    private static void nothingIsLost(String... tables) throws Exception {
        SyncLab lab = SyncLab.create();
        lab.run(tables);
        lab.run("INSERT INTO users (id, full_name, filler)"
                + " SELECT i, 'Anna' || repeat(' ', i % 3) || i, repeat('f', 700) FROM generate_series(1, "
                + ROWS
                + ") i");
        long number = lab.migration();
        MigrationPlan plan = lab.plan(SyncLab.SPLIT);
        new SyncInstaller(lab.connections()).install(number, plan, SyncLab.SHA, Progress.NONE);

        List<String> altered = new ArrayList<>();
        Map<Long, Written> last = new HashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            Future<Outcome> backfill = pool.submit(() -> new BackfillRunner(lab.connections(), new FakeTempo())
                    .run(number, 1, plan, SyncLab.SHA, Progress.NONE));
            List<Future<Writer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(pool.submit(new Writer(lab, i)));
            }
            for (Future<Writer> writer : writers) {
                altered.addAll(writer.get().altered);
                last.putAll(writer.get().last);
            }
            assertThat(backfill.get()).isInstanceOf(Outcome.Done.class);
        } finally {
            pool.shutdownNow();
        }

        assertThat(altered).isEmpty();
        assertThat(last)
                .allSatisfy(
                        (id, written) -> assertThat(lab.row(written.select(id))).isEqualTo(written.value()));
        assertThat(new ParityCheck(lab.connections())
                        .exact(number, plan, Progress.NONE)
                        .rows()
                        .rows())
                .isZero();
        assertThat(lab.rows("SELECT * FROM interlock.unsynced")).isEmpty();
    }

    /** The last acknowledged write of a row: by which path, and what it wrote. */
    private record Written(boolean byOldPath, String value) {

        String select(long id) {
            return "SELECT " + (byOldPath ? "full_name" : "first_name, last_name") + " FROM users WHERE id = " + id;
        }
    }

    /** Writes only rows of its own, so that it knows what each must hold. */
    private static final class Writer implements Callable<Writer> {

        private final SyncLab lab;
        private final int index;
        private final Random random;
        private final List<String> altered = new ArrayList<>();
        private final Map<Long, Written> last = new HashMap<>();
        private long nextNew = ROWS;

        Writer(SyncLab lab, int index) {
            this.lab = lab;
            this.index = index;
            this.random = new Random(SEED + index);
        }

        @Override
        public Writer call() throws SQLException {
            try (Connection connection = lab.connect()) {
                for (int i = 0; i < WRITES; i++) {
                    write(connection);
                }
            }
            return this;
        }

        private void write(Connection connection) throws SQLException {
            boolean fresh = random.nextInt(8) == 0;
            long id = fresh ? ++nextNew * WRITERS + index : ownRow();
            switch (random.nextInt(5)) {
                case 0 -> touch(connection, id);
                case 1, 2 -> oldPath(connection, id, fresh);
                default -> newPath(connection, id, fresh);
            }
        }

        private long ownRow() {
            return 1 + WRITERS * (long) random.nextInt(ROWS / WRITERS - 1) + index;
        }

        private void touch(Connection connection, long id) throws SQLException {
            Sql.update(connection, "UPDATE users SET email = ? WHERE id = ?", "e" + random.nextInt(), id);
        }

        private void oldPath(Connection connection, long id, boolean fresh) throws SQLException {
            String name = words();
            String sql = fresh
                    ? "INSERT INTO users (full_name, id) VALUES (?, ?) RETURNING full_name"
                    : "UPDATE users SET full_name = ? WHERE id = ? RETURNING full_name";
            keep(connection, sql, id, new Written(true, name), name, id);
        }

        private void newPath(Connection connection, long id, boolean fresh) throws SQLException {
            String first = words();
            String family = random.nextInt(4) == 0 ? null : words();
            String sql = fresh
                    ? "INSERT INTO users (first_name, last_name, id) VALUES (?, nullif(?, '~'), ?)"
                            + " RETURNING first_name, last_name"
                    : "UPDATE users SET first_name = ?, last_name = nullif(?, '~') WHERE id = ?"
                            + " RETURNING first_name, last_name";
            String shown = family == null ? "-" : family;
            keep(
                    connection,
                    sql,
                    id,
                    new Written(false, first + "|" + shown),
                    first,
                    family == null ? "~" : family,
                    id);
        }

        /** A quarter of the writes are rolled back by the application itself. */
        private void keep(Connection connection, String sql, long id, Written written, Object... values)
                throws SQLException {
            connection.setAutoCommit(false);
            List<String> stored = Sql.list(
                    connection,
                    sql,
                    row -> {
                        String first = row.getString(1);
                        return written.byOldPath()
                                ? first
                                : first + "|" + (row.getString(2) == null ? "-" : row.getString(2));
                    },
                    values);
            if (!stored.equals(List.of(written.value()))) {
                altered.add(sql + " " + written + " became " + stored);
            }
            if (random.nextInt(4) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                last.put(id, written);
            }
            connection.setAutoCommit(true);
        }

        private String words() {
            int count = 1 + random.nextInt(3);
            StringBuilder words = new StringBuilder(WORDS[random.nextInt(WORDS.length)]);
            for (int i = 1; i < count; i++) {
                words.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
            }
            return words.toString();
        }
    }
}
