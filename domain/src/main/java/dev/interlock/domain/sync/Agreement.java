// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.SortedMap;

/**
 * The one definition of parity: a function of a row's two sides that says by which expression they represent each other.
 *
 * <p>It answers {@code forward} when {@code new = forward(old)}, else {@code backward} when {@code old = backward(new)},
 * else NULL: out of parity. {@code backward} counts only where the plan's witness, if it names one, is not null. Equal means equal bytes ({@code 1.0} is not {@code 1.00}), which is why the record's image is
 * compared. An expression that raises does not agree. It inherits the settings of whoever calls it.
 */
final class Agreement {

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;

    Agreement(SyncRule rule, Sides sides, SyncStamp stamp) {
        this.rule = rule;
        this.sides = sides;
        this.stamp = stamp;
    }

    String function() {
        return """
                CREATE FUNCTION %s(%s)
                    RETURNS text
                    LANGUAGE plpgsql STABLE
                AS $interlock$
                %s
                #variable_conflict use_column
                %sBEGIN
                %s
                %s
                    RETURN NULL;
                EXCEPTION WHEN OTHERS THEN
                    -- One of the two raised: each answers for itself.
                    BEGIN
                %s
                    EXCEPTION WHEN OTHERS THEN
                        NULL;
                    END;
                    BEGIN
                %s
                    EXCEPTION WHEN OTHERS THEN
                        NULL;
                    END;
                    RETURN NULL;
                END
                $interlock$""".formatted(
                        stamp.agreementFunction(),
                        parameters(sides),
                        SyncSql.header(rule, stamp),
                        declarations(sides),
                        Lines.indented(4, forward()),
                        Lines.indented(4, backward()),
                        Lines.indented(8, forward()),
                        Lines.indented(8, backward()));
    }

    /** The call over columns or variables of the same names, each behind {@code prefix}. */
    String call(String prefix) {
        return stamp.agreementFunction() + "(" + Lines.joined(sides.both(), ", ", column -> column.of(prefix)) + ")";
    }

    /**
     * The same as a condition over the columns of one table, for who sees no harm in its raising. Only for columns that
     * the function takes as they are.
     */
    String condition() {
        return "(" + isForward() + " OR " + isBackward() + ")";
    }

    /** A row without a new side that is out of parity: forward gives a value, and the old side is no image of nothing. */
    String unfilled() {
        return "%s AND (%s) AND (%s OR NOT %s)"
                .formatted(
                        Lines.joined(sides.newSide(), " AND ", column -> column.quoted() + " IS NULL"),
                        Lines.joined(sides.newSide(), " OR ", column -> value(column, rule.forward()) + " IS NOT NULL"),
                        // Told by the cheaper comparison wherever backward makes nothing of nothing.
                        Lines.joined(
                                sides.oldSide(),
                                " OR ",
                                column -> "(" + column.quoted() + " IS NOT NULL AND " + value(column, rule.backward())
                                        + " IS NULL)"),
                        isBackward());
    }

    /** {@code "first_name" = …}, as an UPDATE has it. */
    String assignments() {
        return Lines.joined(sides.newSide(), ", ", column -> column.quoted() + " = " + value(column, rule.forward()));
    }

    /**
     * A SET clause that gives the row {@code alias} what forward makes of its old side, whatever its new side holds. Its expressions see
     * what the function sees: a domain's value as its base type.
     */
    String reassignment(String alias) {
        return "(%s) = (SELECT %s FROM (SELECT %s) AS interlock_row)"
                .formatted(
                        Lines.names(sides.newSide()),
                        Lines.joined(sides.newSide(), ", ", column -> value(column, rule.forward())),
                        Lines.joined(
                                sides.both(),
                                ", ",
                                column ->
                                        column.of(alias) + "::" + column.type().base() + " AS " + column.quoted()));
    }

    private String forward() {
        return computed(sides.readByForward()) + answer("forward", isForward());
    }

    private String backward() {
        return computed(sides.readByBackward()) + answer("backward", isBackward());
    }

    /** {@code new = forward(old)}, as an expression. */
    String isForward() {
        return equal(sides.newSide(), rule.forward());
    }

    /** A row whose witness is null was never written by the new path, so its new side speaks for nobody. */
    String isBackward() {
        String represented = equal(sides.oldSide(), rule.backward());
        return rule.witness()
                .map(witness -> "(" + Quote.identifier(witness) + " IS DISTINCT FROM NULL AND " + represented + ")")
                .orElse(represented);
    }

    private static String answer(String direction, String condition) {
        return "IF %s THEN\n    RETURN '%s';\nEND IF;".formatted(condition, direction);
    }

    static String parameters(Sides sides) {
        return Lines.joined(
                sides.both(),
                ", ",
                column -> column.quoted() + " " + column.type().base());
    }

    static String declarations(Sides sides) {
        return sides.generated().isEmpty() ? "" : "DECLARE\n" + Lines.indented(4, declared(sides)) + "\n";
    }

    private static String equal(List<ColumnFact> columns, SortedMap<String, String> expressions) {
        return SameBytes.equal(columns, ColumnFact::quoted, column -> value(column, expressions));
    }

    static String value(ColumnFact column, SortedMap<String, String> expressions) {
        return column.type().assigned(expressions.getOrDefault(column.name(), "NULL"));
    }

    /** {@code NEW."a" := …;}, a line each. */
    static String assigned(List<ColumnFact> columns, SortedMap<String, String> expressions) {
        return Lines.joined(
                columns, "\n", column -> "%s := %s;".formatted(column.of("NEW."), value(column, expressions)));
    }

    /** Generated columns as variables of their own names. */
    static String declared(Sides sides) {
        return Lines.joined(
                sides.generated(),
                "\n",
                column -> column.quoted() + " " + column.type().base() + ";");
    }

    /** Each from its own expression, a line each; where it may raise, since the other direction can do without it. */
    static String computed(List<ColumnFact> generated) {
        return Lines.joined(
                generated,
                "",
                column -> "%s := %s;\n"
                        .formatted(
                                column.quoted(),
                                column.type().assigned(column.generated().orElse("NULL"))));
    }
}
