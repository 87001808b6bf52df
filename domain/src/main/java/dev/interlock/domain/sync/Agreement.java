// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.SortedMap;

/**
 * The one definition of parity: a function of a row's two sides that says by which expression they represent each other.
 *
 * <p>It answers {@code forward} when {@code new = forward(old)}, else {@code backward} when {@code old = backward(new)},
 * else NULL: out of parity. Equal means equal bytes ({@code 1.0} is not {@code 1.00}), which is why the record's image is
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
                    IF %s THEN
                        RETURN 'forward';
                    END IF;
                    IF %s THEN
                        RETURN 'backward';
                    END IF;
                    RETURN NULL;
                EXCEPTION WHEN OTHERS THEN
                    -- One of the two raised: each answers for itself.
                    BEGIN
                        IF %s THEN
                            RETURN 'forward';
                        END IF;
                    EXCEPTION WHEN OTHERS THEN
                        NULL;
                    END;
                    BEGIN
                        IF %s THEN
                            RETURN 'backward';
                        END IF;
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
                        forward(),
                        backward(),
                        forward(),
                        backward());
    }

    /** The call over columns or variables of the same names, each behind {@code prefix}. */
    String call(String prefix) {
        return stamp.agreementFunction() + "(" + Lines.joined(sides.both(), ", ", column -> prefix + column.quoted())
                + ")";
    }

    private String forward() {
        return equal(sides.newSide(), rule.forward());
    }

    private String backward() {
        return equal(sides.oldSide(), rule.backward());
    }

    static String parameters(Sides sides) {
        return Lines.joined(
                sides.both(),
                ", ",
                column -> column.quoted() + " " + column.type().base());
    }

    static String declarations(Sides sides) {
        return sides.generated().isEmpty() ? "" : "DECLARE\n" + Lines.indented(4, generated(sides)) + "\n";
    }

    private static String equal(List<ColumnFact> columns, SortedMap<String, String> expressions) {
        String values = Lines.joined(
                columns, ", ", column -> column.type().assigned(expressions.getOrDefault(column.name(), "NULL")));
        return "pg_catalog.record_image_eq(" + Lines.row("", columns) + ", ROW(" + values + "))";
    }

    /** Generated columns as variables of their own names, computed from their own expressions. */
    static String generated(Sides sides) {
        return Lines.joined(
                sides.generated(),
                "\n",
                column -> "%s %s := %s;"
                        .formatted(
                                column.quoted(),
                                column.type().base(),
                                column.type().assigned(column.generated().orElse("NULL"))));
    }
}
