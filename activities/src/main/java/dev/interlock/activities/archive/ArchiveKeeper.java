// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ddl.SqlTrouble;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.ledger.StopRequested;
import dev.interlock.activities.sync.Advance;
import dev.interlock.activities.sync.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the archives of one database, in a worker: carries out what people have ordered, one order after the other, and drops
 * what has been kept for long enough. Of all workers one at a time does it, by an advisory lock of its session; when that worker dies,
 * another one goes on where it stood.
 */
public final class ArchiveKeeper {

    private static final String MINE = "SELECT pg_try_advisory_lock(hashtextextended('interlock.archive', 0))";

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveKeeper.class);

    private final Database database;
    private final BooleanSupplier stopping;

    /** @param stopping whether the worker is on its way out: what is under way then stops after its present batch */
    public ArchiveKeeper(Database database, BooleanSupplier stopping) {
        this.database = database;
        this.stopping = stopping;
    }

    /**
     * One turn: every order that is open, then what has expired.
     *
     * @throws SQLException when the database has trouble; another turn goes on
     */
    public void look() throws SQLException {
        try (Connection connection = database.connect("interlock:archives")) {
            boolean mine = Sql.first(connection, MINE, row -> row.getBoolean(1)).orElse(false);
            if (!mine) {
                return;
            }
            Sql.run(connection, ArchiveSql.SETTINGS + "; SET search_path = " + ArchiveSql.RESTORE_PATH);
            Optional<Order> next = Order.oldest(connection);
            while (next.isPresent()) {
                carryOut(connection, next.get());
                next = Order.oldest(connection);
            }
            Discarding.expired(connection);
        } catch (StopRequested e) {
            LOG.info("the archives of {} are left to another worker: {}", database.name(), e.getMessage());
        }
    }

    private void carryOut(Connection connection, Order order) throws SQLException {
        if (order.forgets()) {
            Sql.inTransaction(connection, transaction -> {
                order.end(transaction, true, Discarding.forgotten(transaction, order));
                return true;
            });
            return;
        }
        Restoring.Result result = restored(connection, order);
        Sql.inTransaction(connection, transaction -> {
            order.end(transaction, result.done(), result.message());
            return true;
        });
    }

    /** What PostgreSQL refuses it would refuse again, so a person is told; any other trouble passes, and another turn goes on. */
    private Restoring.Result restored(Connection connection, Order order) throws SQLException {
        Progress progress = this::goesOn;
        try {
            return new Restoring(connection, database.sessions(order.plan(), order.migration(), 1), progress)
                    .run(order);
        } catch (SQLException e) {
            if (SqlTrouble.of(e) == SqlTrouble.PASSING) {
                throw e;
            }
            return new Restoring.Result(
                    false,
                    SqlTrouble.words(e) + "; what is restored so far stays, and the same order goes on from there");
        }
    }

    private void goesOn(Advance advance) {
        if (stopping.getAsBoolean()) {
            throw new StopRequested("the worker stops during " + advance.doing());
        }
    }
}
