// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.SortedMap;

/**
 * The trigger function. Which path wrote is told by which columns changed, never by session or search_path: a ramp
 * serves both paths on one pooled connection.
 *
 * <p>It runs as the writer. Only what leaves the row ({@code interlock.conflict}, {@code interlock.unsynced}) goes
 * through functions of the ledger that run as their owner. There is no depth guard, which would switch sync off under
 * foreign-key cascades; recursion ends because a row in parity is not touched.
 */
final class SyncFunction {

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;
    private final Agreement agreement;

    SyncFunction(SyncRule rule, Sides sides, SyncStamp stamp, Agreement agreement) {
        this.rule = rule;
        this.sides = sides;
        this.stamp = stamp;
        this.agreement = agreement;
    }

    String text() {
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
                BEGIN
                %s
                END
                $interlock$""".formatted(
                        stamp.syncFunction(),
                        SyncSession.clauses(rule),
                        SyncSql.header(rule, stamp),
                        Lines.indented(4, variables()),
                        Lines.indented(4, body()));
    }

    private String variables() {
        String columns = Lines.joined(
                sides.both(),
                "\n",
                column -> "%s %s := NEW.%s;"
                        .formatted(column.quoted(), column.type().base(), column.quoted()));
        return """
                -- The row, under the names that the plan's expressions use.
                %s%s
                interlock_old boolean;
                interlock_new boolean;
                interlock_lost jsonb;
                interlock_error text;""".formatted(columns, sides.generated().isEmpty() ? "" : "\n" + Agreement.generated(sides));
    }

    private String body() {
        return """
                -- The sides represent each other already, in either direction: nothing is touched.
                IF %s IS NOT NULL THEN
                    RETURN NEW;
                END IF;

                -- Which side was written. Neither counts as the old path.
                %s

                -- Both, and they disagree.
                IF interlock_old AND interlock_new THEN
                %s
                END IF;

                IF interlock_new THEN
                %s
                ELSE
                %s
                END IF;

                IF interlock_lost IS NOT NULL THEN
                    PERFORM interlock.keep_conflict(%d, %s, %s, interlock_lost, pg_catalog.to_jsonb(NEW));
                END IF;
                RETURN NEW;""".formatted(
                        agreement.call(""),
                        written(),
                        Lines.indented(4, conflict()),
                        Lines.indented(4, backward()),
                        Lines.indented(4, forward()),
                        stamp.number(),
                        Quote.literal(table()),
                        Quote.literal(winner()));
    }

    private String written() {
        return """
                IF TG_OP = 'INSERT' THEN
                    interlock_old := %s;
                    interlock_new := %s;
                ELSE
                    interlock_old := %s;
                    interlock_new := %s;
                END IF;""".formatted(given(sides.oldSide()), newGiven(), changed(sides.oldSide()), changed(sides.newSide()));
    }

    /** A default of the old side looks like a written value, so with one the witness alone tells the new path. */
    private String newGiven() {
        return rule.witness()
                .map(witness -> "(" + Quote.identifier(witness) + " IS DISTINCT FROM NULL)")
                .orElseGet(() -> given(sides.newSide()));
    }

    private String conflict() {
        return switch (rule.whenBothChange()) {
            case NEW -> "interlock_lost := " + values(sides.oldSide()) + ";";
            case OLD -> "interlock_lost := " + values(sides.newSide()) + ";\ninterlock_new := false;";
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
                        Lines.indented(4, assignments(sides.oldSide(), rule.backward())),
                        Lines.indented(4, refuse("interlock_error")),
                        notNull());
    }

    private String notNull() {
        List<ColumnFact> required =
                sides.oldSide().stream().filter(column -> !column.nullable()).toList();
        if (required.isEmpty()) {
            return "";
        }
        return "\nIF %s THEN\n%s\nEND IF;"
                .formatted(
                        Lines.joined(required, " OR ", column -> ColumnFact.isNull("NEW." + column.quoted())),
                        Lines.indented(4, refuse("'backward gives NULL'")));
    }

    /** The old path's write goes through, whatever forward does. */
    private String forward() {
        String nothing = Lines.joined(sides.newSide(), "\n", column -> "NEW." + column.quoted() + " := NULL;");
        return """
                BEGIN
                %s
                EXCEPTION WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS interlock_error = MESSAGE_TEXT;
                %s
                    PERFORM interlock.keep_unsynced(%d, %s, interlock_error, pg_catalog.to_jsonb(NEW));
                END;""".formatted(
                        Lines.indented(4, assignments(sides.newSide(), rule.forward())),
                        Lines.indented(4, nothing),
                        stamp.number(),
                        Quote.literal(table()));
    }

    private String refuse(String detail) {
        return "PERFORM interlock.count_refused(%d, %d);\n".formatted(stamp.number(), stamp.ordinal())
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

    private String winner() {
        return rule.whenBothChange() == SyncRule.WhenBothChange.OLD ? "old" : "new";
    }

    private static String given(List<ColumnFact> columns) {
        return Lines.joined(columns, " OR ", ColumnFact::given);
    }

    private static String changed(List<ColumnFact> columns) {
        return "pg_catalog.record_image_ne(" + Lines.row("OLD.", columns) + ", " + Lines.row("NEW.", columns) + ")";
    }

    private static String values(List<ColumnFact> columns) {
        return "pg_catalog.jsonb_build_object("
                + Lines.joined(columns, ", ", column -> Quote.literal(column.name()) + ", " + column.quoted()) + ")";
    }

    private static String assignments(List<ColumnFact> columns, SortedMap<String, String> expressions) {
        return Lines.joined(
                columns,
                "\n",
                column -> "NEW.%s := %s;"
                        .formatted(
                                column.quoted(),
                                column.type().assigned(expressions.getOrDefault(column.name(), "NULL"))));
    }
}
