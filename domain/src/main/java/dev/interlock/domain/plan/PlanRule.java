// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

/** Every rule that a plan can break. The codes are public names: they are added to, never changed. */
public enum PlanRule {
    NOT_YET("not-yet", "The plan format has it, this version does not do it, and nothing asked for is ever ignored."),
    NOT_YAML("not-yaml", "migration.yaml has to be one YAML document that is a mapping."),
    TOO_LARGE("too-large", "A plan, all files included, is at most 1 MiB."),
    NOT_TEXT("not-text", "Every file of a plan is UTF-8 text."),
    MISSING_FILE("missing-file", "A plan has migration.yaml, an expand and a contract."),
    MISSING_REVERT("missing-revert", "Without a revert the inverse of every expand statement has to be certain."),
    UNKNOWN_FILE("unknown-file", "A file that no phase reads would be forgotten silently."),
    AMBIGUOUS_FILES("ambiguous-files", "A kind of script is either one file or a folder of numbered files."),
    MISSING_KEY("missing-key", "A key without a default was left out."),
    UNKNOWN_KEY("unknown-key", "A key that nothing reads is a typo, and its default would be used silently."),
    DUPLICATE_KEY("duplicate-key", "A key that stands twice has two values."),
    UNUSED_KEY("unused-key", "A key that this kind of thing does not read."),
    WRONG_TYPE("wrong-type", "A value of another type than the key takes."),
    BAD_VALUE("bad-value", "A value of the right type that the key does not take."),
    BAD_ID("bad-id", "Ids and database names become part of workflow ids, names and paths."),
    UNKNOWN_DATABASE("unknown-database", "A plan runs in a database that the server knows by that name."),
    BAD_TABLE("bad-table", "Tables are named as table or schema.table."),
    BAD_DURATION(
            "bad-duration", "A duration is written as 500ms, 15m, 1h30m, 14d or in ISO 8601, and is not negative."),
    BAD_PERCENT("bad-percent", "A percentage lies above 0 and up to 100, with at most three decimals."),
    RAMP_EMPTY("ramp-empty", "A ramp has at least one step."),
    RAMP_FALLS("ramp-falls", "Each step of a ramp is higher than the one before."),
    RAMP_NOT_FULL("ramp-not-full", "The last step of a ramp is 100 %: nothing can be contracted before."),
    RAMP_HOLD_MISSING("ramp-hold-missing", "A step below 100 % without a hold time would be passed unseen."),
    BAD_WINDOW("bad-window", "A window is days and times of a week, such as Mon-Thu 09:00-17:00."),
    UNKNOWN_ZONE("unknown-zone", "Whose clock is meant has to be known, and a zone knows when its clock is changed."),
    BAD_FREEZE("bad-freeze", "A freeze is a day, or the first and the last of some."),
    WINDOWS_NEVER_OPEN(
            "windows-never-open", "A ramp whose windows stay closed for a year would never come to its end."),
    DUPLICATE_GUARDRAIL("duplicate-guardrail", "Guardrails are told apart by their names."),
    MUST_EXCLUDE_TOLERATED(
            "must-exclude-tolerated", "A ratio that is still fine can never be excluded, and no step would ever pass."),
    PARITY_WITHOUT_SYNC(
            "parity-without-sync",
            "Parity is between the two sides of a sync; without one there is nothing to look at."),
    GUARDRAIL_SOURCE(
            "guardrail-source",
            "A guardrail is asked of a source that has its numbers, with a query that can be answered by one of them."),
    DUPLICATE_TABLE("duplicate-table", "A table is named once in each list."),
    SOAK_UNCHECKED("soak-unchecked", "A soak that is shorter than the time between two looks is not looked at."),
    LOCK_TIMES("lock-times", "The time for all attempts is not shorter than the time for one."),
    EVALUATOR_TIMES("evaluator-times", "An evaluator is not forgotten before it counts as silent."),
    SYNC_EMPTY_SIDE("sync-empty-side", "Both sides have to be computable from each other, or a rollback loses writes."),
    SYNC_OVERLAP("sync-overlap", "A column belongs to the old side or to the new side."),
    SYNC_CROSSES_SIDES("sync-crosses-sides", "A side is computed from the other one, never from itself."),
    SYNC_EXPRESSION("sync-expression", "forward and backward hold one SQL expression over columns of the same row."),
    SYNC_UNSTEADY(
            "sync-unsteady",
            "forward and backward give the same value for the same row, whenever and by whomever it is written."),
    SYNC_WITNESS("sync-witness", "The witness is a column of the new side."),
    SYNC_NEW_COLUMN(
            "sync-new-column",
            "A new-side column is a plain one that may be null: the old path's INSERT gives it no value."),
    BACKFILL_WITHOUT_SYNC(
            "backfill-without-sync",
            "What the backfill writes is sync's forward; without sync there is nothing to fill."),
    SYNC_WITHOUT_BACKFILL("sync-without-backfill", "Rows from before the sync would stay out of parity for ever."),
    UNCLAIMED_TABLE("unclaimed-table", "Every table that the plan changes is claimed."),
    SQL_UNTERMINATED("sql-unterminated", "A quote or comment is opened and never closed."),
    SQL_EMPTY("sql-empty", "A script without a statement does nothing."),
    SQL_UNREADABLE("sql-unreadable", "A statement that cannot be read cannot be judged."),
    SQL_OPAQUE("sql-opaque", "DO and CALL do not tell what they change."),
    STATEMENT_NOT_ALONE(
            "statement-not-alone", "A statement that cannot run in a transaction stands alone in its file."),
    OUTSIDE_TRANSACTION(
            "outside-transaction", "What cannot run in a transaction and cannot be found half done is not run."),
    TRANSACTION_CONTROL(
            "transaction-control", "The runner opens and ends transactions; a script that does so is half applied."),
    SESSION_STATE(
            "session-state", "The runner sets lock_timeout, search_path and roles; a script does not override them."),
    EXPAND_DESTROYS("expand-destroys", "An expand only adds: the old path works unchanged until the contract."),
    CASCADE("cascade", "CASCADE removes what nobody has approved."),
    CONTRACT_PLACEHOLDER(
            "contract-placeholder",
            "The first contract file runs verbatim, so a placeholder would reach PostgreSQL as it stands."),
    CONTRACT_USAGE(
            "contract-usage", "contract.usage is one query that reads, and its one value is 0 when nobody is left."),
    DROP_AFTER_CONTRACT(
            "drop-after-contract", "Columns and tables are dropped in the one transaction of the first contract file.");

    private final String code;
    private final String reason;

    PlanRule(String code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The public name. */
    public String code() {
        return code;
    }

    /** Why the rule exists, in one sentence. */
    public String reason() {
        return reason;
    }
}
