// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.plan.SyncRule;
import java.util.List;

/**
 * The trigger function. Which path wrote is told by which columns changed, never by session or search_path: a ramp
 * serves both paths on one pooled connection.
 *
 * <p>It decides the usual write itself, which changes one side or neither; whatever is not usual, or raises, it puts back
 * as it was written and leaves to {@link LongWay}, which knows every rule. What it decides is what {@link LongWay} would
 * have answered: where one side was written alone and does not stand for the other already, the other becomes what its
 * expression gives, and a side that its expression gives already is the same after it.
 *
 * <p>Fixing settings costs as much as the write, so where no expression reads one it is not done. Nothing that stands here
 * is looked up by a name that the session's search_path could turn: operators and functions are qualified.
 */
final class SyncFunction {

    private static final String OPERATION = "TG_OP OPERATOR(pg_catalog.=)";

    private final SyncRule rule;
    private final Sides sides;
    private final SyncStamp stamp;
    private final BoundFunctions bound;

    SyncFunction(SyncRule rule, Sides sides, SyncStamp stamp, BoundFunctions bound) {
        this.rule = rule;
        this.sides = sides;
        this.stamp = stamp;
        this.bound = bound;
    }

    List<String> statements() {
        return List.of(text(), settingsOnlyIfRead());
    }

    private String text() {
        return """
                CREATE OR REPLACE FUNCTION %s()
                    RETURNS trigger
                    LANGUAGE plpgsql
                %s
                AS $interlock$
                %s
                BEGIN
                %s    NEW := %s(TG_OP, OLD, NEW);
                    RETURN NEW;
                END
                $interlock$""".formatted(
                        stamp.syncFunction(),
                        SyncSession.clauses(rule),
                        SyncSql.header(rule, stamp),
                        bound.arePossible() ? Lines.indented(4, usual()) + "\n\n" : "",
                        stamp.longWayFunction());
    }

    private String settingsOnlyIfRead() {
        return """
                DO $settings$
                BEGIN
                    -- No expression reads a setting: fixing them would only cost.
                    IF %s THEN
                        ALTER FUNCTION %s() RESET ALL;
                    END IF;
                END
                $settings$""".formatted(
                bound.arePossible() ? Lines.indented(8, bound.readNoSetting()).strip() : "true", stamp.syncFunction());
    }

    /** The most frequent first; a condition is read from the left and no further than it must be. */
    private String usual() {
        return """
                IF %1$s 'UPDATE' AND NOT %2$s THEN
                %3$s
                -- The new path had been shown something, so nothing goes unseen.
                ELSIF %1$s 'UPDATE' AND NOT %4$s AND (%5$s) THEN
                %6$s%7$s
                END IF;""".formatted(
                        OPERATION,
                        bound.newChanged(),
                        Lines.indented(4, byOldPath("OLD.")),
                        bound.oldChanged(),
                        someGiven("OLD.", sides.newSide()),
                        Lines.indented(4, byNewPath("OLD.")),
                        insertedIsPlain() ? "\n" + inserted() : "");
    }

    /** What counts as given is then told by null alone. */
    private boolean insertedIsPlain() {
        return rule.witness().isEmpty()
                && sides.both().stream()
                        .noneMatch(column -> column.constantDefault().isPresent());
    }

    private String inserted() {
        return """
                ELSIF %1$s 'INSERT' AND NOT (%2$s) AND (%3$s) THEN
                %4$s
                ELSIF %1$s 'INSERT' AND NOT (%3$s) AND (%2$s) THEN
                %5$s""".formatted(
                        OPERATION,
                        someGiven("NEW.", sides.newSide()),
                        someGiven("NEW.", sides.oldSide()),
                        Lines.indented(4, byOldPath("")),
                        Lines.indented(4, byNewPath("")));
    }

    private String byOldPath(String before) {
        return carried(bound.isBackward(), sides.newSide(), "", before);
    }

    private String byNewPath(String before) {
        return carried(bound.isForward(), sides.oldSide(), requiredAreThere(), before);
    }

    /** Where the old side may not be null, a null that backward gives is refused on the long way. */
    private String requiredAreThere() {
        return sides.required().isEmpty()
                ? ""
                : Lines.joined(sides.required(), " AND ", column -> column.of("NEW.") + " IS DISTINCT FROM NULL");
    }

    /** @param before where to find what the columns were before the write; empty when they were null */
    private String carried(String already, List<ColumnFact> target, String unless, String before) {
        return """
                BEGIN
                    IF %s THEN
                        RETURN NEW;
                    END IF;
                %s
                %s
                EXCEPTION WHEN OTHERS THEN
                    NULL;
                END;
                %s""".formatted(
                already,
                Lines.indented(4, assigned(target)),
                Lines.indented(
                        4, unless.isEmpty() ? "RETURN NEW;" : "IF " + unless + " THEN\n    RETURN NEW;\nEND IF;"),
                Lines.joined(
                        target,
                        "\n",
                        column -> column.of("NEW.") + " := " + (before.isEmpty() ? "NULL" : column.of(before)) + ";"));
    }

    private String assigned(List<ColumnFact> columns) {
        return Lines.joined(columns, "\n", column -> "%s := %s;".formatted(column.of("NEW."), bound.value(column)));
    }

    private static String someGiven(String prefix, List<ColumnFact> columns) {
        return Lines.joined(columns, " OR ", column -> column.of(prefix) + " IS DISTINCT FROM NULL");
    }
}
