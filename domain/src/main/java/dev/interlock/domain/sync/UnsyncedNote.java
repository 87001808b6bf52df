// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;

/**
 * Tells of a write of the old path that {@code forward} raised on, in {@code interlock.unsynced}, when its row is there.
 *
 * <p>A BEFORE trigger does not know whether its row comes to be: {@code ON CONFLICT} may find another one, and a row that moves
 * between partitions fires for both. So it only leaves word in a setting of the transaction, and an AFTER trigger tells. An UPDATE
 * of a row that cannot move is made whenever its BEFORE triggers have fired, since PostgreSQL has locked the row before them: there
 * the BEFORE trigger tells by itself, and the write does not pay for an AFTER trigger, which would fetch the row once more.
 *
 * <p>The setting is anybody's to make. It saves rows of nulls the call; what is told is found out anew from the row.
 */
final class UnsyncedNote {

    private static final String RAISED = "interlock.raised";

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;
    private final Agreement agreement;

    UnsyncedNote(SyncRule rule, Sides sides, SyncStamp stamp, Agreement agreement) {
        this.rule = rule;
        this.sides = sides;
        this.stamp = stamp;
        this.agreement = agreement;
    }

    /** The function of the AFTER triggers. It runs as the writer, and leaves the row by the ledger's function alone. */
    String function() {
        return """
                CREATE OR REPLACE FUNCTION %s()
                    RETURNS trigger
                    LANGUAGE plpgsql
                %s
                AS $interlock$
                %s
                #variable_conflict use_column
                DECLARE
                %s
                    interlock_error text;
                    interlock_row jsonb;
                BEGIN
                    IF %s IS NULL THEN
                %s
                    END IF;
                    RETURN NULL;
                END
                $interlock$""".formatted(
                        stamp.unsyncedFunction(),
                        SyncSession.clauses(rule),
                        SyncSql.header(rule, stamp),
                        Lines.indented(4, variables(sides)),
                        agreement.call(""),
                        Lines.indented(8, forward(told())));
    }

    /** What the AFTER triggers ask first: nothing in the new side, and in this transaction forward has raised. */
    String condition() {
        return Lines.joined(sides.newSide(), " AND ", column -> ColumnFact.isNull(column.of("NEW.")))
                + "\n        AND pg_catalog.current_setting('" + RAISED + "', true) IS NOT DISTINCT FROM 'true'";
    }

    /** In the BEFORE trigger: what forward makes of the row, or nothing. */
    String forwardBefore(boolean rowsMove) {
        String left = """
                -- Whether the row comes to be is not known yet: %s tells.
                PERFORM pg_catalog.set_config('%s', 'true', true);""".formatted(stamp.unsyncedFunction(), RAISED);
        return forward(rowsMove ? left : """
                IF interlock_operation = 'UPDATE' THEN
                %s
                ELSE
                %s
                END IF;""".formatted(Lines.indented(4, told()), Lines.indented(4, left)));
    }

    /** The row's columns as variables, under the names that the plan's expressions use. */
    static String variables(Sides sides) {
        String columns = Lines.joined(
                sides.both(),
                "\n",
                column ->
                        "%s %s := %s;".formatted(column.quoted(), column.type().base(), column.of("NEW.")));
        return "-- The row, under the names that the plan's expressions use.\n" + columns
                + (sides.generated().isEmpty() ? "" : "\n" + Agreement.declared(sides));
    }

    /** {@code NEW} as json, or, where a column holds what jsonb refuses, as text. */
    static String keptRow() {
        return orAsText(
                "interlock_row := pg_catalog.to_jsonb(NEW);",
                "interlock_row := pg_catalog.jsonb_build_object('row', NEW::text);");
    }

    /** A column of type json may hold what jsonb refuses; that must not refuse the write. */
    static String orAsText(String asJson, String asText) {
        return """
                BEGIN
                    %s
                EXCEPTION WHEN OTHERS THEN
                    %s
                END;""".formatted(asJson, asText);
    }

    /** The old path's write goes through, whatever forward does. */
    private String forward(String whenRaised) {
        return """
                BEGIN
                %s
                EXCEPTION WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS interlock_error = MESSAGE_TEXT;
                %s
                %s
                END;""".formatted(
                Lines.indented(
                        4,
                        Agreement.computed(sides.readByForward())
                                + Agreement.assigned(sides.newSide(), rule.forward())),
                Lines.indented(4, Lines.joined(sides.newSide(), "\n", column -> column.of("NEW.") + " := NULL;")),
                Lines.indented(4, whenRaised));
    }

    private String told() {
        return "%s\nPERFORM interlock.keep_unsynced(%s, %s, interlock_error, interlock_row);"
                .formatted(
                        keptRow(),
                        stamp.number(),
                        Quote.literal(TableName.of(rule.table()).toString()));
    }
}
