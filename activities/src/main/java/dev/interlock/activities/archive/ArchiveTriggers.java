// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.lock.LockTask;
import dev.interlock.activities.sync.Catalogue;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.activities.sync.Leaf;
import dev.interlock.activities.sync.LockAttempts;
import dev.interlock.activities.sync.LockMode;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.Quote;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What keeps an archive up: put on before the first batch, and taken away by the transaction that drops. */
final class ArchiveTriggers {

    private static final String ON_ROWS = """
            SELECT count(*) FROM pg_trigger t
            WHERE t.tgrelid = ?::bigint::oid AND t.tgenabled = 'A' AND t.tgname = ANY (?)
              AND to_regproc(?) IS NOT NULL AND to_regproc(?) IS NOT NULL
            """;

    private static final String ON_LEAVES = """
            SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = ?::bigint::oid AND t.tgenabled = 'A' AND t.tgname = ?
            """;

    private static final String HELD = """
            SELECT t.tgrelid::regclass::text, t.tgname FROM pg_trigger t
            WHERE starts_with(t.tgname::text, ?) AND t.tgparentid = 0 ORDER BY t.tgrelid, t.tgname
            """;

    private final Work work;
    private final LockAttempts attempts;

    ArchiveTriggers(Work work) {
        this.work = work;
        this.attempts = new LockAttempts(
                work.sessions(),
                new LockTask(work.number(), "archive", work.plan().locks()),
                work.progress());
    }

    /** What it is called now: what is hidden has another name. */
    static TableName current(Connection connection, Archive archive) throws SQLException {
        return Catalogue.name(connection, archive.relation())
                .orElseThrow(() -> new SQLException("table " + archive.table() + " is gone", "42P01"));
    }

    /** A new archive, empty, with its triggers and its line in the ledger: one transaction. Locks: SHARE ROW EXCLUSIVE. */
    void make(ArchiveShape shape, TakenBy takenBy) throws SQLException {
        attempts.run(shape.table(), LockMode.SHARE_ROW_EXCLUSIVE, transaction -> {
            Sql.run(transaction, "SET LOCAL search_path = pg_catalog, pg_temp");
            int position = ArchiveBook.nextPosition(transaction, work.number());
            Archive archive = new Archive(
                    work.number(),
                    position,
                    takenBy,
                    shape.relation(),
                    shape.table(),
                    shape.whole(),
                    Archive.storedAs(work.number(), position, shape.table()),
                    shape.columns(transaction));
            ArchiveBook.add(
                    transaction,
                    archive,
                    shape.definitions(transaction),
                    work.plan().locks().timeout());
            ArchiveSql sql = new ArchiveSql(archive);
            run(transaction, sql.table(shape.table()));
            run(transaction, sql.functions());
            run(transaction, sql.rowTriggers(shape.table()));
            for (Leaf leaf : Catalogue.leaves(transaction, shape.table())) {
                run(transaction, sql.leafTriggers(leaf.name()));
            }
            return true;
        });
    }

    /** Puts back what is missing, and on leaves that have come since. Locks, where there is anything to do: SHARE ROW EXCLUSIVE. */
    void complete(Connection connection, Archive archive) throws SQLException {
        TableName table = current(connection, archive);
        boolean rows = onRows(connection, archive);
        List<TableName> leaves = bare(connection, archive, table);
        if (rows && leaves.isEmpty()) {
            return;
        }
        if (!rows && HiddenNames.has(connection, work.number())) {
            throw Failures.cannotArchive("the triggers of the archive of " + archive.table()
                    + " are not as they were put on, and the old names are hidden: a rollback un-hides, and the next contract"
                    + " archives anew");
        }
        ArchiveSql sql = new ArchiveSql(archive);
        attempts.run(table, LockMode.SHARE_ROW_EXCLUSIVE, transaction -> {
            Sql.run(transaction, "SET LOCAL search_path = pg_catalog, pg_temp");
            if (!rows) {
                run(transaction, sql.functions());
                run(transaction, sql.rowTriggers(table));
            }
            for (TableName leaf : leaves) {
                run(transaction, sql.leafTriggers(leaf));
            }
            return true;
        });
    }

    /** The triggers and what they run; the archive stays. Needs ACCESS EXCLUSIVE on the table where it has any. */
    static void removeWithin(Connection transaction, Archive archive) throws SQLException {
        for (String[] trigger : Sql.list(
                transaction, HELD, row -> new String[] {row.getString(1), row.getString(2)}, archive.triggers())) {
            Sql.run(transaction, "DROP TRIGGER IF EXISTS " + Quote.identifier(trigger[1]) + " ON " + trigger[0]);
        }
        Sql.run(transaction, "DROP FUNCTION IF EXISTS " + archive.function() + "()");
        Sql.run(transaction, "DROP FUNCTION IF EXISTS " + archive.emptiedFunction() + "()");
    }

    /** Triggers, archive and ledger rows of something that was not dropped after all. Locks: ACCESS EXCLUSIVE on the table. */
    void discard(Connection connection, Archive archive) throws SQLException {
        boolean there =
                Sql.number(connection, "SELECT count(*) FROM pg_class WHERE oid = ?::bigint::oid", archive.relation())
                        > 0;
        if (there) {
            attempts.run(
                    current(connection, archive),
                    LockMode.ACCESS_EXCLUSIVE,
                    transaction -> discarded(transaction, archive));
        } else {
            Sql.inTransaction(connection, transaction -> discarded(transaction, archive));
        }
    }

    private static boolean discarded(Connection transaction, Archive archive) throws SQLException {
        removeWithin(transaction, archive);
        Sql.run(transaction, "DROP TABLE IF EXISTS " + archive.store().quoted());
        ArchiveBook.remove(transaction, archive);
        return true;
    }

    private static boolean onRows(Connection connection, Archive archive) throws SQLException {
        List<String> names = List.of(archive.trigger("insert"), archive.trigger("update"), archive.trigger("delete"));
        return Sql.number(connection, ON_ROWS, archive.relation(), names, archive.function(), archive.emptiedFunction())
                == names.size();
    }

    private static List<TableName> bare(Connection connection, Archive archive, TableName table) throws SQLException {
        List<TableName> bare = new ArrayList<>();
        for (Leaf leaf : Catalogue.leaves(connection, table)) {
            if (Sql.number(connection, ON_LEAVES, leaf.oid(), archive.trigger("truncate")) == 0) {
                bare.add(leaf.name());
            }
        }
        return bare;
    }

    private static void run(Connection transaction, List<String> statements) throws SQLException {
        for (String statement : statements) {
            Sql.run(transaction, statement);
        }
    }
}
