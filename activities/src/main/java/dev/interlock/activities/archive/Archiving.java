// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.contract.HideTarget;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Failures;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.ContractObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a contract drops, archived: made with its triggers, filled in batches, equal under one snapshot. Repeatable at every point:
 * what is there is gone on with, and what is equal is only asked whether it still is.
 *
 * <p>An archive outlives an un-hide and a rollback, and its triggers go on keeping it up: nothing is done about it on the way back,
 * which must be short, and the next contract finds it filled. A revert takes it away.
 */
public final class Archiving {

    private static final String HIDDEN =
            "SELECT count(*) FROM interlock.hidden WHERE migration = ? AND hidden_name IS NOT NULL";

    private Archiving() {}

    /** {@code Done}, or what a look beside it has found. */
    public static Outcome ofContract(Work work) throws SQLException {
        try (Connection connection = session(work)) {
            List<Archive> archives = made(work, connection);
            for (Archive archive : archives) {
                Optional<Outcome> interrupted = new ArchiveComparison(work, connection, archive, looks(work)).run();
                if (interrupted.isPresent()) {
                    return interrupted.get();
                }
            }
            return new Outcome.Done(summary(connection, archives));
        }
    }

    /**
     * Whether everything is in the archive; asked before each attempt at the drop. Where it is not certain any more, because a
     * leaf has come or a file was rewritten, all of it is compared again.
     */
    public static Optional<Outcome> unready(Work work) throws SQLException {
        if (work.plan().contract().archive().isZero()) {
            return Optional.empty();
        }
        Outcome outcome = ofContract(work);
        return outcome instanceof Outcome.Done ? Optional.empty() : Optional.of(outcome);
    }

    /** Part of the drop, under its locks, so that no write is under way: empty when the archives are equal to what goes. */
    public static Optional<String> unproven(Connection transaction, Work work) throws SQLException {
        if (work.plan().contract().archive().isZero()) {
            return Optional.empty();
        }
        for (Archive archive : ArchiveBook.of(transaction, work.number(), TakenBy.CONTRACT)) {
            if (!ArchiveProof.stands(transaction, archive)) {
                return Optional.of("the archive of " + archive.objects() + " has to be compared again");
            }
        }
        return Optional.empty();
    }

    /**
     * Part of the drop: the triggers go, and with its commit the archives are final. What the plan does not keep any more is not
     * kept either. Needs ACCESS EXCLUSIVE on the tables.
     */
    public static void sealWithin(Connection transaction, Work work) throws SQLException {
        for (Archive archive : ArchiveBook.of(transaction, work.number(), TakenBy.CONTRACT)) {
            seal(transaction, work, archive);
        }
    }

    private static void seal(Connection transaction, Work work, Archive archive) throws SQLException {
        ArchiveTriggers.removeWithin(transaction, archive);
        ArchiveBook.seal(transaction, archive, work.plan().contract().archive());
    }

    /**
     * What a revert takes away, archived: one sentence for each table, with its size.
     *
     * @throws io.temporal.failure.ApplicationFailure type {@code cannot-archive} with every reason
     */
    public static List<String> ofRevert(Work work, List<Script> revert) throws SQLException {
        try (Connection connection = session(work)) {
            ArchiveTriggers triggers = new ArchiveTriggers(work);
            List<Archive> archives = new ArchiveSet(work, connection, triggers, TakenBy.REVERT)
                    .made(HideTarget.in(connection, ContractObjects.in(revert)));
            for (Archive archive : archives) {
                triggers.complete(connection, archive);
                ArchiveComparison.unwatched(work, connection, archive).run();
            }
            return sizes(connection, archives);
        }
    }

    /**
     * Part of a revert script's transaction, under its locks: as {@link #sealWithin}, for the tables of which this script takes
     * something away.
     *
     * @throws SQLException 40001 when an archive has to be compared again first
     */
    public static void sealRevertWithin(Connection transaction, Work work, Script script) throws SQLException {
        Set<Long> concerned = HideTarget.in(transaction, ContractObjects.in(script)).stream()
                .map(HideTarget::relation)
                .collect(Collectors.toSet());
        for (Archive archive : ArchiveBook.of(transaction, work.number(), TakenBy.REVERT)) {
            if (concerned.contains(archive.relation())) {
                String table = ArchiveTriggers.current(transaction, archive).quoted();
                Sql.run(transaction, "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
                if (!ArchiveProof.stands(transaction, archive)) {
                    throw new SQLException(
                            "the archive of " + archive.objects() + " has to be compared again", "40001");
                }
                seal(transaction, work, archive);
            }
        }
    }

    /** Before a revert: what the contract would have dropped stays, so nothing of it is kept. Locks: ACCESS EXCLUSIVE, one table at a time. */
    public static void giveUpContract(Work work) throws SQLException {
        giveUp(work, TakenBy.CONTRACT);
    }

    /** Where the revert turns out to lose nothing after all. Locks: ACCESS EXCLUSIVE, one table at a time. */
    public static void giveUpRevert(Work work) throws SQLException {
        giveUp(work, TakenBy.REVERT);
    }

    private static void giveUp(Work work, TakenBy takenBy) throws SQLException {
        try (Connection connection = session(work)) {
            for (Archive archive : ArchiveBook.of(connection, work.number(), takenBy)) {
                new ArchiveTriggers(work).discard(connection, archive);
            }
        }
    }

    /** What stands against archiving what the contract drops, one sentence each. Takes no lock. */
    public static List<String> problems(Connection connection, List<DroppedObject> dropped) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (ArchiveShape shape : ArchiveShape.of(connection, HideTarget.in(connection, dropped))) {
            for (String problem : shape.problems(connection)) {
                problems.add("contract.archive: " + problem + ", or keep nothing (contract.archive: 0s)");
            }
        }
        return problems;
    }

    /** The functions that have to follow a rename of this table's columns, being text. */
    public static List<String> functionsOn(Connection connection, long migration, long relation) throws SQLException {
        return ArchiveBook.of(connection, migration).stream()
                .filter(archive -> archive.relation() == relation)
                .map(Archive::function)
                .toList();
    }

    /** One session for all of it: a successor counts first, and then ends every session that it finds. */
    private static Connection session(Work work) throws SQLException {
        Connection connection = work.sessions().open("archive");
        try {
            work.sessions().confirm(connection);
            Sql.run(connection, ArchiveSql.SETTINGS);
            // The cursor commits with its rows, so both come back or vanish together; a later commit flushes them.
            Sql.run(connection, "SET synchronous_commit = off");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Looks looks(Work work) {
        return new Looks(work, "archive of epoch " + work.call().epoch());
    }

    private static List<Archive> made(Work work, Connection connection) throws SQLException {
        List<Archive> found = ArchiveBook.of(connection, work.number(), TakenBy.CONTRACT);
        ArchiveTriggers triggers = new ArchiveTriggers(work);
        if (Sql.number(connection, HIDDEN, work.number()) == 0) {
            found = new ArchiveSet(work, connection, triggers, TakenBy.CONTRACT)
                    .made(HideTarget.in(connection, dropped(work)));
        } else if (found.isEmpty()) {
            throw Failures.cannotArchive(
                    "the old names are hidden, and nothing was archived before: a rollback un-hides, and the"
                            + " next contract archives");
        }
        for (Archive archive : found) {
            triggers.complete(connection, archive);
        }
        return ArchiveBook.of(connection, work.number(), TakenBy.CONTRACT);
    }

    private static List<DroppedObject> dropped(Work work) {
        List<Script> contract = work.plan().scripts().contract();
        return contract.isEmpty() ? List.of() : ContractObjects.in(contract.get(0));
    }

    private static String summary(Connection connection, List<Archive> archives) throws SQLException {
        if (archives.isEmpty()) {
            return "the contract drops no table and no column: there is nothing to archive";
        }
        return "archived, equal under one snapshot, and kept up from here on: "
                + String.join("; ", sizes(connection, archives));
    }

    private static List<String> sizes(Connection connection, List<Archive> archives) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Archive archive : archives) {
            parts.add(Sql.first(
                            connection,
                            "SELECT row_count, pg_size_pretty(bytes) FROM interlock.archive WHERE migration = ? AND position = ?",
                            row -> archive.objects() + " (" + size(row.getLong(1), row.getString(2)) + ")",
                            archive.migration(),
                            archive.position())
                    .orElseThrow());
        }
        return parts;
    }

    private static String size(long rows, String bytes) {
        return Figures.counted(rows, "row") + ", " + bytes;
    }
}
