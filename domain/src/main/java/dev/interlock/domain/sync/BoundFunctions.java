// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan's expressions and the comparisons of a usual write, each a function of one expression.
 *
 * <p>PostgreSQL looks the names in them up once, when they are made, so they mean the same in every session, whatever its
 * search_path; and it writes their bodies into the expression that calls them, so a call costs nothing. To be made under
 * {@link SyncSession}: constants are read then, too. They raise where an expression does.
 */
final class BoundFunctions {

    /** An argument for each column, or two; PostgreSQL takes a hundred. */
    private static final int MOST_COLUMNS = 50;

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;
    private final Agreement agreement;

    BoundFunctions(SyncRule rule, Sides sides, SyncStamp stamp, Agreement agreement) {
        this.rule = rule;
        this.sides = sides;
        this.stamp = stamp;
        this.agreement = agreement;
    }

    /** A generated column takes a variable of its own, which one expression has not. */
    boolean arePossible() {
        return sides.generated().isEmpty() && sides.both().size() <= MOST_COLUMNS;
    }

    /** Drops what is there and makes them. */
    List<String> statements() {
        List<String> statements = new ArrayList<>(drops(rule, stamp));
        if (!arePossible()) {
            return statements;
        }
        add(statements, stamp.bound("is_forward"), ofBoth(), "boolean", agreement.isForward());
        add(statements, stamp.bound("is_backward"), ofBoth(), "boolean", agreement.isBackward());
        add(
                statements,
                stamp.bound("old_changed"),
                beforeAndAfter(sides.oldSide()),
                "boolean",
                differ(sides.oldSide()));
        add(
                statements,
                stamp.bound("new_changed"),
                beforeAndAfter(sides.newSide()),
                "boolean",
                differ(sides.newSide()));
        sides.newSide().forEach(column -> addValue(statements, column, Agreement.value(column, rule.forward())));
        sides.oldSide().forEach(column -> addValue(statements, column, Agreement.value(column, rule.backward())));
        return statements;
    }

    /** Also of columns that do not exist any more. */
    static List<String> drops(SyncRule rule, SyncStamp stamp) {
        List<String> names = new ArrayList<>(names(stamp));
        rule.forward().keySet().forEach(column -> names.add(value(rule, stamp, column)));
        rule.backward().keySet().forEach(column -> names.add(value(rule, stamp, column)));
        return names.stream().map(name -> "DROP FUNCTION IF EXISTS " + name).toList();
    }

    String isForward() {
        return stamp.bound("is_forward") + "(" + written() + ")";
    }

    String isBackward() {
        return stamp.bound("is_backward") + "(" + written() + ")";
    }

    String oldChanged() {
        return stamp.bound("old_changed") + "(" + rewritten(sides.oldSide()) + ")";
    }

    String newChanged() {
        return stamp.bound("new_changed") + "(" + rewritten(sides.newSide()) + ")";
    }

    /** What the other side's columns in NEW make of this column. */
    String value(ColumnFact column) {
        return value(rule, stamp, column.name()) + "(" + written() + ")";
    }

    /**
     * Whether no value of them depends on a setting of the session: a condition for the catalogue. Only functions of
     * PostgreSQL itself that are immutable count, and of conversions by text only those between types whose text is always
     * the same; immutable, too, are some that print by a setting, which take or give a cstring, and the conversions of
     * encodings, which are found by search_path. Whatever is not known here reads settings.
     */
    String readNoSetting() {
        List<String> names = new ArrayList<>(names(stamp));
        sides.both().forEach(column -> names.add(value(rule, stamp, column.name())));
        return """
                NOT EXISTS (
                    SELECT FROM pg_catalog.pg_proc f CROSS JOIN LATERAL (SELECT f.prosqlbody::text) AS b(body)
                    WHERE f.oid IN (%s) AND (
                        EXISTS (
                            SELECT FROM pg_catalog.regexp_matches(b.body, '\\{(\\w+)', 'g') AS node(name)
                            WHERE node.name[1] NOT IN ('QUERY', 'FROMEXPR', 'TARGETENTRY', 'PARAM', 'CONST', 'FUNCEXPR',
                                'OPEXPR', 'DISTINCTEXPR', 'NULLIFEXPR', 'SCALARARRAYOPEXPR', 'BOOLEXPR', 'NULLTEST',
                                'BOOLEANTEST', 'RELABELTYPE', 'COLLATEEXPR', 'COERCEVIAIO', 'CASE', 'CASEEXPR', 'WHEN',
                                'CASEWHEN', 'CASETESTEXPR', 'COALESCE', 'COALESCEEXPR', 'ROW', 'ROWEXPR'))
                        OR EXISTS (
                            SELECT FROM pg_catalog.regexp_matches(b.body, ':(?:op)?funcid (\\d+)', 'g') AS called(id)
                            LEFT JOIN pg_catalog.pg_proc p ON p.oid = called.id[1]::oid
                            JOIN pg_catalog.pg_language l ON l.lanname = 'internal'
                            WHERE p.pronamespace IS DISTINCT FROM 'pg_catalog'::pg_catalog.regnamespace
                                OR p.prolang <> l.oid OR p.provolatile <> 'i'
                                OR 'pg_catalog.cstring'::pg_catalog.regtype = ANY (p.prorettype || p.proargtypes::oid[])
                                OR p.proname IN ('convert', 'convert_from', 'convert_to'))
                        OR (b.body ~ '\\{COERCEVIAIO ' AND EXISTS (
                            SELECT FROM pg_catalog.regexp_matches(b.body,
                                ':(?:(?:param|const|funcresult|opresult|result|case|coalesce)type|typeId|row_typeid) (\\d+)',
                                'g') AS used(type)
                            WHERE used.type[1]::oid NOT IN (%s)))))""".formatted(
                Lines.joined(names, ", ", name -> "'" + name + "'::pg_catalog.regproc"),
                Lines.joined(
                        List.of("bool", "int2", "int4", "int8", "oid", "numeric", "text", "varchar", "bpchar", "uuid"),
                        ", ",
                        name -> "'pg_catalog." + name + "'::pg_catalog.regtype"));
    }

    private static List<String> names(SyncStamp stamp) {
        return List.of(
                stamp.bound("is_forward"),
                stamp.bound("is_backward"),
                stamp.bound("old_changed"),
                stamp.bound("new_changed"));
    }

    private void addValue(List<String> statements, ColumnFact column, String value) {
        add(
                statements,
                value(rule, stamp, column.name()),
                ofBoth(),
                column.type().base(),
                value);
    }

    /** PUBLIC, as the trigger runs as the writer. */
    private static void add(List<String> statements, String name, String parameters, String type, String value) {
        statements.add("CREATE FUNCTION %s(%s)\n    RETURNS %s\n    LANGUAGE sql STABLE\n    RETURN %s"
                .formatted(name, parameters, type, value));
        statements.add("GRANT EXECUTE ON FUNCTION " + name + " TO PUBLIC");
    }

    /** By the column's place in the rule: a name may be too long to add to. */
    private static String value(SyncRule rule, SyncStamp stamp, String column) {
        return rule.forward().containsKey(column)
                ? stamp.bound("forward") + "_" + (rule.forward().headMap(column).size() + 1)
                : stamp.bound("backward") + "_"
                        + (rule.backward().headMap(column).size() + 1);
    }

    private String ofBoth() {
        return Agreement.parameters(sides);
    }

    private String written() {
        return Lines.joined(sides.both(), ", ", column -> column.of("NEW."));
    }

    private static String beforeAndAfter(List<ColumnFact> columns) {
        return parameters(columns, "before") + ", " + parameters(columns, "after");
    }

    private static String parameters(List<ColumnFact> columns, String prefix) {
        return Lines.joined(
                columns,
                ", ",
                column -> name(columns, column, prefix) + " " + column.type().base());
    }

    private static String differ(List<ColumnFact> columns) {
        return SameBytes.differ(
                columns, column -> name(columns, column, "before"), column -> name(columns, column, "after"));
    }

    private static String name(List<ColumnFact> columns, ColumnFact column, String prefix) {
        return prefix + "_" + (columns.indexOf(column) + 1);
    }

    private static String rewritten(List<ColumnFact> columns) {
        return Lines.joined(columns, ", ", column -> column.of("OLD.")) + ", "
                + Lines.joined(columns, ", ", column -> column.of("NEW."));
    }
}
