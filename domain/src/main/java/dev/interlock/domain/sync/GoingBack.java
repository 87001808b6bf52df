// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.plan.SyncRule;

/**
 * What a rollback would leave of a row: a function of its two sides that says what {@code backward} makes of the new one.
 *
 * <p>It answers NULL when the old side is that already, the empty text when it is another value that the old columns can
 * hold, else why they cannot: {@code backward} raises, or breaks their type, length or NOT NULL. CHECK and UNIQUE need the
 * rest of the row and the other rows, so they are not asked here. It inherits the settings of whoever calls it.
 */
final class GoingBack {

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;

    GoingBack(SyncRule rule, Sides sides, SyncStamp stamp) {
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
                    IF pg_catalog.record_image_eq(%s, ROW(%s)) THEN
                        RETURN NULL;
                    END IF;
                    RETURN '';
                EXCEPTION WHEN OTHERS THEN
                    RETURN SQLERRM;
                END
                $interlock$""".formatted(
                        stamp.goingBackFunction(),
                        Agreement.parameters(sides),
                        SyncSql.header(rule, stamp),
                        Agreement.declarations(sides),
                        Lines.indented(4, Agreement.computed(sides.readByBackward()) + notNull()),
                        Lines.row("", sides.oldSide()),
                        Lines.joined(sides.oldSide(), ", ", this::value));
    }

    /** The call over columns or variables of the same names, each behind {@code prefix}. */
    String call(String prefix) {
        return stamp.goingBackFunction() + "(" + Lines.joined(sides.both(), ", ", column -> column.of(prefix)) + ")";
    }

    /** What {@code backward} gives for this column, with the bytes that it would store. */
    String value(ColumnFact column) {
        return Agreement.value(column, rule.backward());
    }

    private String notNull() {
        return Lines.joined(
                sides.required(),
                "\n",
                column -> "IF %s THEN\n    RETURN %s;\nEND IF;"
                        .formatted(
                                ColumnFact.isNull(value(column)),
                                Quote.literal("backward gives NULL for " + column.name())));
    }
}
