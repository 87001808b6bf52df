// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import java.util.List;

/**
 * What a write makes of its row, with every rule, under fixed settings: for a write that {@link SyncFunction} does not
 * decide at once. It takes the row before and after, and answers what is to be stored.
 *
 * <p>It runs as the writer. Only what leaves the row ({@code interlock.conflict}, {@code interlock.unsynced}) goes
 * through functions of the ledger that run as their owner. There is no depth guard, which would switch sync off under
 * foreign-key cascades; recursion ends because a row in parity is not touched.
 */
final class LongWay {

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;
    private final Agreement agreement;
    private final UnsyncedNote note;
    private final boolean rowsMove;

    LongWay(SyncRule rule, Sides sides, SyncStamp stamp, Agreement agreement, UnsyncedNote note, boolean rowsMove) {
        this.rule = rule;
        this.sides = sides;
        this.stamp = stamp;
        this.agreement = agreement;
        this.note = note;
        this.rowsMove = rowsMove;
    }

    String text() {
        return """
                CREATE OR REPLACE FUNCTION %s(interlock_operation text, old record, new record)
                    RETURNS record
                    LANGUAGE plpgsql
                %s
                AS $interlock$
                %s
                #variable_conflict use_column
                DECLARE
                %s
                BEGIN
                %s
                END
                $interlock$""".formatted(
                        stamp.longWayFunction(),
                        SyncSession.clauses(rule),
                        SyncSql.header(rule, stamp),
                        Lines.indented(4, variables()),
                        Lines.indented(4, body()));
    }

    private String variables() {
        return UnsyncedNote.variables(sides) + """

                interlock_old boolean;
                interlock_new boolean;
                interlock_nothing boolean := false;
                interlock_lost jsonb;
                interlock_error text;
                interlock_row jsonb;""";
    }

    private String body() {
        return """
                -- Which side was written. Neither counts as the old path.
                %s

                -- The sides represent each other already, in either direction: nothing is touched.
                IF %s%s IS NOT NULL THEN
                    RETURN NEW;
                END IF;

                -- Both, and they disagree.
                IF interlock_old AND interlock_new THEN
                %s
                END IF;

                IF %s THEN
                %s
                ELSE
                %s
                END IF;

                IF interlock_lost IS NOT NULL THEN
                %s
                    PERFORM interlock.keep_conflict(%s, %s,
                        CASE WHEN interlock_new THEN 'new' ELSE 'old' END, interlock_lost, interlock_row);
                END IF;
                RETURN NEW;""".formatted(
                        written(),
                        sides.required().isEmpty() ? "" : "NOT interlock_nothing AND ",
                        agreement.call(""),
                        Lines.indented(4, conflict()),
                        sides.required().isEmpty() ? "interlock_new" : "interlock_new OR interlock_nothing",
                        Lines.indented(4, unseen() + "\n" + backward()),
                        Lines.indented(4, note.forwardBefore(rowsMove)),
                        Lines.indented(4, UnsyncedNote.keptRow()),
                        stamp.number(),
                        Quote.literal(table()));
    }

    private String written() {
        return """
                IF interlock_operation = 'INSERT' THEN
                    interlock_old := %s;
                    interlock_new := %s;%s
                ELSE
                    interlock_old := %s;
                    interlock_new := %s;
                END IF;""".formatted(
                given(sides.oldSide()), newGiven(), nothing(), changed(sides.oldSide()), changed(sides.newSide()));
    }

    /** The old path could not have meant it: its own write would fail. */
    private String nothing() {
        return sides.required().isEmpty() ? "" : Lines.indented(4, """

                        -- Nothing is given where the old side may not be null: that is the new path's row of nulls.
                        interlock_nothing := NOT (interlock_old OR interlock_new) AND (%s);""".formatted(anyIsNull("")));
    }

    /** While rows are not filled yet, or forward raises on them, the new path may write over what it was never shown. */
    private String unseen() {
        return """
                -- The row had nothing in its new side that stood for its old side: what goes unseen is kept.
                IF NOT interlock_old AND interlock_operation = 'UPDATE' AND %s THEN
                    IF %s IS NULL THEN
                %s
                    END IF;
                END IF;""".formatted(
                        Lines.joined(sides.newSide(), " AND ", column -> ColumnFact.isNull(column.of("OLD."))),
                        agreement.call("OLD."),
                        Lines.indented(8, lost(sides.oldSide())));
    }

    /** A default of the old side looks like a written value, so with one the witness alone tells the new path. */
    private String newGiven() {
        return rule.witness()
                .map(witness -> "(" + Quote.identifier(witness) + " IS DISTINCT FROM NULL)")
                .orElseGet(() -> given(sides.newSide()));
    }

    private String conflict() {
        return switch (rule.whenBothChange()) {
            case NEW -> lost(sides.oldSide());
            case OLD -> lost(sides.newSide()) + "\ninterlock_new := false;";
            case REJECT -> raise("one statement wrote both sides and they disagree", "''");
        };
    }

    /** A value that the old side cannot hold must never be acknowledged: a rollback would lose it. It is counted, though. */
    private String backward() {
        return """
                BEGIN
                %s
                EXCEPTION WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS interlock_error = MESSAGE_TEXT;
                %s
                END;%s""".formatted(
                        Lines.indented(
                                4,
                                Agreement.computed(sides.readByBackward())
                                        + Agreement.assigned(sides.oldSide(), rule.backward())),
                        Lines.indented(4, refuse("interlock_error")),
                        notNull());
    }

    private String notNull() {
        return sides.required().isEmpty()
                ? ""
                : "\nIF NOT interlock_nothing AND (%s) THEN\n%s\nEND IF;"
                        .formatted(anyIsNull("NEW."), Lines.indented(4, refuse("'backward gives NULL'")));
    }

    private String anyIsNull(String prefix) {
        return Lines.joined(sides.required(), " OR ", column -> ColumnFact.isNull(column.of(prefix)));
    }

    private String refuse(String detail) {
        return "PERFORM interlock.count_refused(%s, %s);\n".formatted(stamp.number(), stamp.ordinal())
                + raise("the old side cannot hold this value", detail);
    }

    private String raise(String message, String detail) {
        return """
                RAISE EXCEPTION %s
                    USING ERRCODE = 'check_violation', DETAIL = %s, SCHEMA = %s, TABLE = %s;""".formatted(
                        Quote.literal("interlock: " + message + " (" + table().replace("%", "%%") + ")"),
                        detail,
                        Quote.literal(TableName.of(rule.table()).schema()),
                        Quote.literal(TableName.of(rule.table()).name()));
    }

    private String table() {
        return TableName.of(rule.table()).toString();
    }

    private static String given(List<ColumnFact> columns) {
        return Lines.joined(columns, " OR ", ColumnFact::given);
    }

    private static String changed(List<ColumnFact> columns) {
        return SameBytes.differ(columns, column -> column.of("OLD."), column -> column.of("NEW."));
    }

    private static String lost(List<ColumnFact> columns) {
        return UnsyncedNote.orAsText(
                "interlock_lost := " + object(columns, "") + ";",
                "interlock_lost := " + object(columns, "::text") + ";");
    }

    private static String object(List<ColumnFact> columns, String cast) {
        return "pg_catalog.jsonb_build_object("
                + Lines.joined(columns, ", ", column -> Quote.literal(column.name()) + ", " + column.quoted() + cast)
                + ")";
    }
}
