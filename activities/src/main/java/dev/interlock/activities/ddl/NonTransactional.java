// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.ledger.Failures;
import dev.interlock.domain.plan.Scripts.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A statement that cannot run in a transaction: a closed list, because for each of them the catalogue must tell whether
 * an attempt that was cut off has done it, has not begun, or left a half.
 */
sealed interface NonTransactional permits IndexBuild, IndexDrop, Reindex, Detach, EnumValue {

    CatalogueState state(Connection connection) throws SQLException;

    /** From {@link CatalogueState#HALF} to one of the others. */
    void cleanUp(Connection connection) throws SQLException;

    /** Whether what the catalogue shows after the statement ended without an error is what it was to do. */
    default boolean isDone(CatalogueState after) {
        return after == CatalogueState.DONE;
    }

    /** Whether it needs a lock that the application may stand behind. */
    default boolean stopsTheApplication() {
        return false;
    }

    /** @throws io.temporal.failure.ApplicationFailure type {@code sql-rejected} for anything that is not on the list */
    static NonTransactional parse(Script script) {
        if (!new WordCursor(script.sql()).single()) {
            throw Failures.sqlRejected(
                    script.path() + ": a statement that cannot run in a transaction stands alone in its file", null);
        }
        return Stream.of(
                        IndexBuild.parse(new WordCursor(script.sql())),
                        IndexDrop.parse(new WordCursor(script.sql())),
                        Reindex.parse(new WordCursor(script.sql())),
                        Detach.parse(new WordCursor(script.sql())),
                        EnumValue.parse(new WordCursor(script.sql())))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> Failures.sqlRejected(
                        script.path() + ": outside a transaction only CREATE INDEX CONCURRENTLY with a name, DROP INDEX"
                                + " CONCURRENTLY, REINDEX CONCURRENTLY, DETACH PARTITION CONCURRENTLY and ALTER TYPE"
                                + " ADD VALUE can be repeated safely",
                        null));
    }
}
