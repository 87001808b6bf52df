// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A synced table's columns by the part they play.
 *
 * @param oldSide what the old path writes, by name
 * @param newSide what the new path writes, by name
 * @param readByForward the generated columns that forward names: in a BEFORE trigger they read NULL, so they are computed
 *     from their own expression
 * @param readByBackward the same for backward
 */
public record Sides(
        List<ColumnFact> oldSide,
        List<ColumnFact> newSide,
        List<ColumnFact> readByForward,
        List<ColumnFact> readByBackward) {

    public Sides {
        oldSide = List.copyOf(oldSide);
        newSide = List.copyOf(newSide);
        readByForward = List.copyOf(readByForward);
        readByBackward = List.copyOf(readByBackward);
    }

    /** @throws IllegalArgumentException when the table has not every column of the rule; preflight looks first */
    public static Sides of(SyncRule rule, TableFacts facts) {
        return new Sides(
                named(facts, rule.backward().keySet()),
                named(facts, rule.forward().keySet()),
                generated(rule.forward().values(), facts),
                generated(rule.backward().values(), facts));
    }

    /** The generated columns that some of the expressions name. */
    public static List<ColumnFact> generated(Collection<String> expressions, TableFacts facts) {
        return facts.columns().stream()
                .filter(column -> column.generated().isPresent() && isNamed(expressions, column.name()))
                .toList();
    }

    /** Every generated column that either direction names, in the table's order and once. */
    List<ColumnFact> generated() {
        return Stream.concat(readByForward.stream(), readByBackward.stream())
                .distinct()
                .toList();
    }

    /** Columns of the old side that may not be null. */
    List<ColumnFact> required() {
        return oldSide.stream().filter(column -> !column.nullable()).toList();
    }

    /** Both sides, old before new: the arguments of the agreement function. */
    public List<ColumnFact> both() {
        return Stream.concat(oldSide.stream(), newSide.stream()).toList();
    }

    private static List<ColumnFact> named(TableFacts facts, Collection<String> names) {
        List<ColumnFact> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(facts.column(name)
                    .orElseThrow(() -> new IllegalArgumentException(facts.table() + " has no column named " + name)));
        }
        return columns;
    }

    private static boolean isNamed(Collection<String> expressions, String column) {
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(column) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
        return expressions.stream()
                .anyMatch(expression -> word.matcher(expression).find());
    }
}
