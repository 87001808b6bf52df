// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import dev.interlock.domain.ddl.Change.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The inverse of an expand, where the inverse of every statement is certain.
 *
 * @param sql the inverse statements, last one first; empty when any is uncertain
 * @param uncertain the statements that only a person can undo, with the file each stands in
 */
public record DerivedRevert(Optional<String> sql, List<Uncertain> uncertain) {

    public DerivedRevert {
        uncertain = List.copyOf(uncertain);
    }

    /** A statement without a certain inverse. */
    public record Uncertain(String path, ParsedStatement statement) {}

    /** Undoes the scripts, which run in the order given. */
    public static DerivedRevert of(List<ParsedScript> expand) {
        List<String> inverses = new ArrayList<>();
        List<Uncertain> uncertain = new ArrayList<>();
        Set<String> added = new HashSet<>();
        for (ParsedScript script : expand) {
            for (ParsedStatement statement : script.statements()) {
                if (!invert(statement, added, inverses)) {
                    uncertain.add(new Uncertain(script.path(), statement));
                }
            }
        }
        if (!uncertain.isEmpty() || inverses.isEmpty()) {
            return new DerivedRevert(Optional.empty(), uncertain);
        }
        Collections.reverse(inverses);
        return new DerivedRevert(Optional.of(String.join("\n", inverses) + "\n"), uncertain);
    }

    private static boolean invert(ParsedStatement statement, Set<String> added, List<String> inverses) {
        boolean certain = true;
        for (Change change : statement.changes()) {
            Optional<String> inverse = inverse(change);
            inverse.ifPresent(inverses::add);
            certain &= inverse.isPresent() || undoneWithWhatWasAdded(change, added);
            change.object().ifPresent(name -> added.add(key(change, name)));
        }
        return certain;
    }

    /** Validating a constraint that this expand has added goes when the constraint goes. */
    private static boolean undoneWithWhatWasAdded(Change change, Set<String> added) {
        return change.kind() == Change.Kind.VALIDATE_CONSTRAINT
                && change.object()
                        .map(name -> added.contains(key(change, name)))
                        .orElse(false);
    }

    private static String key(Change change, String name) {
        return change.table() + " " + name;
    }

    /** Nothing is certain of a thing that may have been there before, or that has no name of its own. */
    private static Optional<String> inverse(Change change) {
        if (change.has(Option.IF_NOT_EXISTS)
                || change.has(Option.TEMPORARY)
                || change.table().isEmpty()) {
            return Optional.empty();
        }
        TableName table = change.table().get();
        if (change.kind() == Change.Kind.CREATE_TABLE) {
            return Optional.of("DROP TABLE " + table.sql() + ";");
        }
        return change.object().flatMap(name -> inverse(change, table, name));
    }

    private static Optional<String> inverse(Change change, TableName table, String name) {
        return switch (change.kind()) {
            case ADD_COLUMN -> Optional.of(alter(table) + " DROP COLUMN " + Identifier.sql(name) + ";");
            case CREATE_INDEX -> Optional.of("DROP INDEX " + new TableName(table.schema(), name).sql() + ";");
            case ADD_CONSTRAINT ->
                change.has(Option.NOT_VALID)
                        ? Optional.of(alter(table) + " DROP CONSTRAINT " + Identifier.sql(name) + ";")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String alter(TableName table) {
        return "ALTER TABLE " + table.sql();
    }
}
