// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.contract.HideTarget;
import dev.interlock.activities.ddl.Work;
import dev.interlock.activities.ledger.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The archives of one contract or revert: one for each table, and none for what is not taken away any more. */
final class ArchiveSet {

    private final Work work;
    private final Connection connection;
    private final ArchiveTriggers triggers;
    private final TakenBy takenBy;

    ArchiveSet(Work work, Connection connection, ArchiveTriggers triggers, TakenBy takenBy) {
        this.work = work;
        this.connection = connection;
        this.triggers = triggers;
        this.takenBy = takenBy;
    }

    /**
     * Makes those that are missing. What goes along is noted as it is now: of an archive that a rollback has left behind it may
     * have changed since.
     *
     * @throws io.temporal.failure.ApplicationFailure type {@code cannot-archive} with every reason, before anything is made
     */
    List<Archive> made(List<HideTarget> targets) throws SQLException {
        List<ArchiveShape> shapes = ArchiveShape.of(connection, targets);
        refuse(shapes);
        List<Archive> found = new ArrayList<>(ArchiveBook.of(connection, work.number(), takenBy));
        for (Archive archive : List.copyOf(found)) {
            if (shapes.stream().noneMatch(shape -> matches(archive, shape))) {
                triggers.discard(connection, archive);
                found.remove(archive);
            }
        }
        for (ArchiveShape shape : shapes) {
            Optional<Archive> there =
                    found.stream().filter(archive -> matches(archive, shape)).findFirst();
            if (there.isPresent()) {
                ArchiveBook.define(connection, there.get(), shape.definitions(connection));
            } else {
                triggers.make(shape, takenBy);
            }
        }
        return ArchiveBook.of(connection, work.number(), takenBy);
    }

    private void refuse(List<ArchiveShape> shapes) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (ArchiveShape shape : shapes) {
            problems.addAll(shape.problems(connection));
        }
        if (!problems.isEmpty()) {
            throw Failures.cannotArchive("what goes cannot be archived: " + String.join("; ", problems));
        }
    }

    private static boolean matches(Archive archive, ArchiveShape shape) {
        Set<Integer> going =
                archive.going().stream().map(ArchivedColumn::number).collect(Collectors.toSet());
        return archive.relation() == shape.relation()
                && archive.whole() == shape.whole()
                && going.equals(shape.going());
    }
}
