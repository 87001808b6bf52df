// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that one sync rule becomes in the database, statement by statement. The same input gives the same bytes.
 */
public final class SyncSql {

    /** The setting under which the backfill's own statement writes both sides right, and the trigger has nothing to do. */
    private static final String FILLING = "interlock.filling";

    private final SyncRule rule;
    private final TableFacts facts;
    private final SyncStamp stamp;
    private final Sides sides;
    private final Agreement agreement;
    private final GoingBack goingBack;
    private final BoundFunctions bound;
    private final UnsyncedNote note;

    private SyncSql(SyncRule rule, TableFacts facts, SyncStamp stamp, Sides sides) {
        this.rule = rule;
        this.facts = facts;
        this.stamp = stamp;
        this.sides = sides;
        this.agreement = new Agreement(rule, sides, stamp);
        this.goingBack = new GoingBack(rule, sides, stamp);
        this.bound = new BoundFunctions(rule, sides, stamp, agreement);
        this.note = new UnsyncedNote(rule, sides, stamp, agreement);
    }

    /** @throws IllegalArgumentException when the table has not every column of the rule */
    public static SyncSql of(SyncRule rule, TableFacts facts, SyncStamp stamp) {
        return new SyncSql(rule, facts, stamp, Sides.of(rule, facts));
    }

    /**
     * Puts sync on, unguarded: until the backfill has ended <em>every</em> UPDATE makes its row right, since one that
     * does not would move an unfilled row behind the cursor. To be run in one transaction that holds SHARE ROW EXCLUSIVE
     * on the table and leaves its settings as {@link SyncSession} has them; running it again replaces what is there.
     */
    public List<String> install() {
        List<String> statements = new ArrayList<>(SyncSession.local(rule));
        statements.add("DROP FUNCTION IF EXISTS " + stamp.agreementFunction());
        statements.add(agreement.function());
        statements.add("GRANT EXECUTE ON FUNCTION " + stamp.agreementFunction() + " TO PUBLIC");
        statements.add("DROP FUNCTION IF EXISTS " + stamp.goingBackFunction());
        statements.add(goingBack.function());
        statements.add("CREATE SEQUENCE IF NOT EXISTS " + stamp.refusedSequence());
        statements.addAll(bound.statements());
        statements.add(new LongWay(rule, sides, stamp, agreement, note, facts.rowsMove()).text());
        statements.add("GRANT EXECUTE ON FUNCTION " + stamp.longWayFunction() + " TO PUBLIC");
        statements.addAll(new SyncFunction(rule, sides, stamp, bound).statements());
        statements.add(note.function());
        statements.add(before(stamp.insertTrigger(), "INSERT", ""));
        statements.add(before(stamp.updateTrigger(), "UPDATE", unlessFilling()));
        statements.add(after(stamp.insertedTrigger(), "INSERT", note.condition()));
        if (facts.rowsMove()) {
            statements.add(after(stamp.updatedTrigger(), "UPDATE", note.condition()));
        }
        triggers().forEach(trigger -> statements.add(always(trigger)));
        return statements;
    }

    /**
     * Makes an UPDATE that touches neither side nearly free. Only when the backfill has ended and every row is in parity.
     * Needs SHARE ROW EXCLUSIVE.
     */
    public List<String> guard() {
        String changed = SameBytes.differ(sides.both(), column -> column.of("OLD."), column -> column.of("NEW."));
        List<String> statements = new ArrayList<>();
        // The operators of the condition are looked up now, once.
        statements.add("SET LOCAL search_path = pg_catalog, pg_temp");
        statements.add(before(stamp.updateTrigger(), "UPDATE", when(changed)));
        statements.add(always(stamp.updateTrigger()));
        if (facts.rowsMove()) {
            statements.add(after(stamp.updatedTrigger(), "UPDATE", note.condition() + "\n        AND " + changed));
            statements.add(always(stamp.updatedTrigger()));
        }
        return statements;
    }

    /** The names of the triggers that are on while sync is, guarded or not. */
    public List<String> triggers() {
        List<String> triggers =
                new ArrayList<>(List.of(stamp.insertTrigger(), stamp.updateTrigger(), stamp.insertedTrigger()));
        if (facts.rowsMove()) {
            triggers.add(stamp.updatedTrigger());
        }
        return List.copyOf(triggers);
    }

    /**
     * Whether {@link #unfilled}, {@link #filling} and {@link #inParity} may be used: a function takes a domain's value as
     * its base type and computes generated columns itself, a statement does neither.
     */
    public boolean isPlain() {
        return sides.generated().isEmpty()
                && sides.both().stream().noneMatch(column -> column.type().domain() || column.isHidden());
    }

    /** A condition over the bare columns: out of parity and nothing in the new side. It raises where an expression does. */
    public String unfilled() {
        return agreement.unfilled();
    }

    /** The new side's assignments by forward, for rows that are {@link #unfilled}. */
    public String filling() {
        return agreement.assignments();
    }

    /** A SET clause that makes {@code new = forward(old)} of the row that {@code alias} names. Raises where forward does. */
    public String madeRight(String alias) {
        return agreement.reassignment(Quote.identifier(alias) + ".");
    }

    /** A call that keeps what the new side of this row holds, before it is written over. */
    public String keepsNewSide(String alias) {
        String row = Quote.identifier(alias);
        return "interlock.keep_conflict(%s, %s, 'old', pg_catalog.jsonb_build_object(%s), pg_catalog.jsonb_build_object('row', %s::text))"
                .formatted(
                        stamp.number(),
                        Quote.literal(table().toString()),
                        Lines.joined(
                                sides.newSide(),
                                ", ",
                                column -> Quote.literal(column.name()) + ", " + column.of(row + ".") + "::text"),
                        row);
    }

    /** A condition over the bare columns; what {@link #agreement} says, but it raises where an expression does. */
    public String inParity() {
        return agreement.condition();
    }

    /** For the rest of the transaction, or until {@link #fills} is over. */
    public String fills() {
        return "SET LOCAL " + FILLING + " = '" + stamp.number() + "'";
    }

    public String fillsNoMore() {
        return "SET LOCAL " + FILLING + " = ''";
    }

    /** Takes sync away; needs no column to exist any more. Needs ACCESS EXCLUSIVE. */
    public static List<String> remove(SyncRule rule, SyncStamp stamp) {
        TableName table = TableName.of(rule.table());
        List<String> statements = new ArrayList<>();
        statements.add(drop(stamp.insertTrigger(), table));
        statements.add(drop(stamp.updateTrigger(), table));
        statements.add(drop(stamp.insertedTrigger(), table));
        statements.add(drop(stamp.updatedTrigger(), table));
        statements.add("DROP FUNCTION IF EXISTS " + stamp.syncFunction());
        statements.add("DROP FUNCTION IF EXISTS " + stamp.longWayFunction());
        statements.add("DROP FUNCTION IF EXISTS " + stamp.unsyncedFunction());
        statements.addAll(BoundFunctions.drops(rule, stamp));
        statements.add("DROP FUNCTION IF EXISTS " + stamp.agreementFunction());
        statements.add("DROP FUNCTION IF EXISTS " + stamp.goingBackFunction());
        statements.add("DROP SEQUENCE IF EXISTS " + stamp.refusedSequence());
        return statements;
    }

    /** {@code forward}, {@code backward} or NULL for the row that {@code alias} names, under {@link SyncSession}. */
    public String agreement(String alias) {
        return agreement.call(Quote.identifier(alias) + ".");
    }

    /**
     * For the row that {@code alias} names, under {@link SyncSession}: NULL when its old side is what {@code backward} makes of
     * its new one, the empty text when that is another value that the old columns can hold, else why they cannot.
     */
    public String goingBack(String alias) {
        return goingBack.call(Quote.identifier(alias) + ".");
    }

    /** Old-side column, as the table calls it → what {@code backward} gives for it, over a row whose columns stand under their bare names. */
    public SortedMap<String, String> backwardValues() {
        SortedMap<String, String> values = new TreeMap<>();
        sides.oldSide().forEach(column -> values.put(column.stored(), goingBack.value(column)));
        return values;
    }

    /** Rows that hold nothing in the new side. */
    public String newSideIsEmpty(String alias) {
        return Lines.joined(
                sides.newSide(), " AND ", column -> ColumnFact.isNull(column.of(Quote.identifier(alias) + ".")));
    }

    /** A column to set to itself, so that the trigger makes the row right. */
    public String touched() {
        return sides.newSide().get(0).quoted();
    }

    public SyncRule rule() {
        return rule;
    }

    public SyncStamp stamp() {
        return stamp;
    }

    public TableName table() {
        return facts.table();
    }

    static String header(SyncRule rule, SyncStamp stamp) {
        return """
                -- Keeps the old and the new side of %s equal. Written by Interlock; do not edit.
                -- Plan %s, SHA-256 %s, migration %s.""".formatted(TableName.of(rule.table()), stamp.planId(), stamp.sha256(), stamp.number());
    }

    /**
     * The setting alone would be anybody's to make. Who may create in the ledger's schema is who has made these functions,
     * so that is asked as well, though only where the setting stands.
     */
    private String unlessFilling() {
        return when(("pg_catalog.current_setting('%s', true) IS DISTINCT FROM '%s'"
                        + "\n        OR NOT pg_catalog.has_schema_privilege('interlock'::pg_catalog.regnamespace, 'CREATE')")
                .formatted(FILLING, stamp.number()));
    }

    private static String when(String condition) {
        return "\n    WHEN (" + condition + ")";
    }

    private String before(String name, String event, String condition) {
        return trigger(name, "BEFORE " + event, condition, stamp.syncFunction());
    }

    private String after(String name, String event, String condition) {
        return trigger(name, "AFTER " + event, when(condition), stamp.unsyncedFunction());
    }

    private String trigger(String name, String event, String condition, String function) {
        return "CREATE OR REPLACE TRIGGER %s\n    %s ON %s\n    FOR EACH ROW%s\n    EXECUTE FUNCTION %s()"
                .formatted(Quote.identifier(name), event, facts.table().quoted(), condition, function);
    }

    /** Also under {@code session_replication_role = replica}, which would skip it otherwise. */
    private String always(String name) {
        return "ALTER TABLE " + facts.table().quoted() + " ENABLE ALWAYS TRIGGER " + Quote.identifier(name);
    }

    private static String drop(String trigger, TableName table) {
        return "DROP TRIGGER IF EXISTS " + Quote.identifier(trigger) + " ON " + table.quoted();
    }
}
