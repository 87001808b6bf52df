// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import dev.interlock.domain.ddl.Change.Option;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem.Severity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a single change may do in each phase. */
final class ChangeRules {

    private ChangeRules() {}

    /** A rule broken by one change; where it stands is added later. */
    record Broken(
            PlanRule rule,
            Severity severity,
            String message,
            @Nullable String instead) {}

    /** The first rule that the change breaks. */
    static Optional<Broken> judge(ScriptPhase phase, Change change) {
        return anywhere(phase, change)
                .or(() -> quotedName(change))
                .or(() -> cascade(phase, change))
                .or(() -> switch (phase) {
                    case EXPAND -> expand(change);
                    case AFTER_DROP -> afterDrop(change);
                    case DROP, REVERT -> Optional.empty();
                });
    }

    private static Optional<Broken> anywhere(ScriptPhase phase, Change change) {
        return switch (change.kind()) {
            case TRANSACTION_CONTROL ->
                error(PlanRule.TRANSACTION_CONTROL, "the transaction is the runner's", "remove it");
            case SESSION_STATE ->
                error(
                        PlanRule.SESSION_STATE,
                        "the runner sets the session, and a script does not override it",
                        "remove it");
            case OUTSIDE_TRANSACTION ->
                error(
                        PlanRule.OUTSIDE_TRANSACTION,
                        "cannot run in a transaction, and after a crash nobody could tell whether it is done",
                        "run it outside the migration");
            case OPAQUE -> opaque(phase);
            case UNREADABLE -> unreadable(phase, change);
            default -> Optional.empty();
        };
    }

    /** Claims, the ledger and the flag name tables in plain words. */
    private static Optional<Broken> quotedName(Change change) {
        return change.table()
                .filter(table -> !table.isPlain())
                .flatMap(table -> error(
                        PlanRule.NOT_YET, "the name " + table + " needs double quotes, which is not built yet", null));
    }

    private static Optional<Broken> opaque(ScriptPhase phase) {
        return broken(
                PlanRule.SQL_OPAQUE,
                phase == ScriptPhase.REVERT ? Severity.WARNING : Severity.ERROR,
                "its text does not tell what it changes",
                "write the statements themselves");
    }

    /** Reading less than PostgreSQL is our fault, so it is an error only where something could be lost by it. */
    private static Optional<Broken> unreadable(ScriptPhase phase, Change change) {
        boolean risky = phase == ScriptPhase.DROP || (phase != ScriptPhase.REVERT && change.has(Option.MAY_DESTROY));
        return broken(
                PlanRule.SQL_UNREADABLE,
                risky ? Severity.ERROR : Severity.WARNING,
                risky
                        ? "the parser does not know this statement, and it could take something away"
                        : "the parser does not know this statement, so it was not judged",
                risky ? "split it, so that what it takes away stands in a statement of its own" : null);
    }

    private static Optional<Broken> cascade(ScriptPhase phase, Change change) {
        return change.has(Option.CASCADE) && phase != ScriptPhase.REVERT
                ? error(
                        PlanRule.CASCADE,
                        "CASCADE also removes what this plan does not name",
                        "name every object, and drop each without CASCADE")
                : Optional.empty();
    }

    private static Optional<Broken> expand(Change change) {
        return switch (change.kind()) {
            case DROP_TABLE, DROP_COLUMN, DROP_CONSTRAINT, DROP_INDEX, DROP_OTHER, TRUNCATE, DELETE, DETACH_PARTITION ->
                error(PlanRule.EXPAND_DESTROYS, "an expand only adds", "move it to the contract");
            case RENAME ->
                error(
                        PlanRule.EXPAND_DESTROYS,
                        "the old path still uses the old name",
                        "add the new name beside the old one, and drop the old one in the contract");
            default -> Optional.empty();
        };
    }

    private static Optional<Broken> afterDrop(Change change) {
        return change.kind() == Change.Kind.DROP_COLUMN || change.kind() == Change.Kind.DROP_TABLE
                ? error(
                        PlanRule.DROP_AFTER_CONTRACT,
                        "columns and tables are dropped in the first contract file only",
                        "move it to the first contract file")
                : Optional.empty();
    }

    private static Optional<Broken> error(PlanRule rule, String message, @Nullable String instead) {
        return broken(rule, Severity.ERROR, message, instead);
    }

    private static Optional<Broken> broken(PlanRule rule, Severity severity, String message, @Nullable String instead) {
        return Optional.of(new Broken(rule, severity, message, instead));
    }
}
