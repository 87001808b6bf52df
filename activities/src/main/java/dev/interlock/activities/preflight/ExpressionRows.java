// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.preflight;

import dev.interlock.domain.plan.SyncRule;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.Sides;
import dev.interlock.domain.sync.TableFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the expressions of each direction may read, as a FROM item with exactly those columns: one that reads anything
 * else does not even parse.
 */
final class ExpressionRows {

    private final TableFacts facts;
    private final SyncRule rule;

    ExpressionRows(TableFacts facts, SyncRule rule) {
        this.facts = facts;
        this.rule = rule;
    }

    /** @param from what has the table's columns: the table, with or without {@code TABLESAMPLE}, or one row of it */
    String forForward(String from) {
        String old = columns(rule.backward().keySet());
        return withGenerated(
                "(SELECT " + old + " FROM " + from + ")", rule.forward().values());
    }

    /** The new side as forward gives it, since its columns may not be there yet. */
    String forBackward(String from, List<Expression> forward) {
        List<String> names = List.copyOf(rule.forward().keySet());
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            values.append(i == 0 ? "" : ", ")
                    .append(forward.get(i).assigned())
                    .append(" AS ")
                    .append(Quote.identifier(names.get(i)));
        }
        return withGenerated(
                "(SELECT " + values + " FROM " + forForward(from) + ")",
                rule.backward().values());
    }

    /** New sides of nothing but nulls, by which backward can be read though forward gives no values for it. */
    String forBackwardUntried(String from, Map<String, String> types) {
        String nulls = rule.forward().keySet().stream()
                .map(name -> "NULL::" + types.getOrDefault(name, "text") + " AS " + Quote.identifier(name))
                .collect(Collectors.joining(", "));
        return withGenerated(
                "(SELECT " + nulls + " FROM " + from + ")", rule.backward().values());
    }

    private String withGenerated(String rows, Collection<String> expressions) {
        List<ColumnFact> generated = Sides.generated(expressions, facts);
        String added = generated.stream()
                .map(column -> ", " + column.type().assigned(column.generated().orElse("NULL")) + " AS "
                        + Quote.identifier(column.name()))
                .collect(Collectors.joining());
        return generated.isEmpty()
                ? rows + " AS interlock_row"
                : "(SELECT interlock_base.*" + added + " FROM " + rows + " AS interlock_base) AS interlock_row";
    }

    private static String columns(Collection<String> names) {
        return names.stream().map(Quote::identifier).collect(Collectors.joining(", "));
    }
}
