// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import dev.interlock.domain.ddl.Change.Option;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which table locks a script takes, as far as its text tells: one for each relation, the strongest that any statement
 * needs. Where PostgreSQL's choice depends on more than the text tells, the stronger one is named. What other tables a
 * statement reaches, by a foreign key or a function, only the catalogue knows.
 */
public final class LockNeeds {

    private LockNeeds() {}

    /** In the order of their names. */
    public static List<LockNeed> of(ParsedScript script) {
        TreeMap<TableName, LockMode> needs = new TreeMap<>();
        script.statements().stream()
                .flatMap(statement -> statement.changes().stream())
                .flatMap(LockNeeds::of)
                .forEach(need -> needs.merge(need.relation(), need.mode(), LockMode::stronger));
        return needs.entrySet().stream()
                .map(need -> new LockNeed(need.getKey(), need.getValue()))
                .toList();
    }

    /** Whether it changes rows, which then stay locked until it commits. */
    public static boolean writes(Collection<ParsedStatement> statements) {
        return statements.stream()
                .flatMap(statement -> statement.changes().stream())
                .anyMatch(change -> change.kind() == Change.Kind.WRITE || change.kind() == Change.Kind.DELETE);
    }

    private static Stream<LockNeed> of(Change change) {
        if (change.has(Option.TEMPORARY) || change.has(Option.CONCURRENTLY)) {
            return Stream.empty();
        }
        return mode(change.kind()).stream()
                .flatMap(mode -> relation(change).stream().map(relation -> new LockNeed(relation, mode)));
    }

    private static Optional<LockMode> mode(Change.Kind kind) {
        return switch (kind) {
            case DROP_TABLE,
                    TRUNCATE,
                    ADD_COLUMN,
                    DROP_COLUMN,
                    ADD_CONSTRAINT,
                    DROP_CONSTRAINT,
                    DROP_INDEX,
                    DETACH_PARTITION,
                    RENAME,
                    ALTER_TABLE,
                    DROP_OTHER -> Optional.of(LockMode.ACCESS_EXCLUSIVE);
            case CREATE_INDEX, REINDEX -> Optional.of(LockMode.SHARE);
            case VALIDATE_CONSTRAINT, ATTACH_PARTITION -> Optional.of(LockMode.SHARE_UPDATE_EXCLUSIVE);
            case WRITE, DELETE -> Optional.of(LockMode.ROW_EXCLUSIVE);
            case CREATE_TABLE,
                    ADD_ENUM_VALUE,
                    TRANSACTION_CONTROL,
                    SESSION_STATE,
                    OUTSIDE_TRANSACTION,
                    OPAQUE,
                    OTHER,
                    UNREADABLE -> Optional.empty();
        };
    }

    /** DROP INDEX and REINDEX name an index and no table. */
    private static Optional<TableName> relation(Change change) {
        boolean index = change.kind() == Change.Kind.DROP_INDEX || change.kind() == Change.Kind.REINDEX;
        return index ? change.object().map(TableName::of) : change.table();
    }
}
