// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.plan.Percent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides what happens next.
 *
 * @param planSha256 what an approval must name
 * @param cancelled whether the run ends once it has been rolled back
 * @param rate of the backfill, as a person has ordered it in this run; empty: as the ledger or the plan has it
 * @param notes how many notes were written
 */
public record MigrationState(
        RulesVersion rules,
        RunPolicy policy,
        String planSha256,
        Phase phase,
        Optional<Hold> hold,
        FlagState flag,
        SchemaState schema,
        Tasks tasks,
        boolean cancelled,
        Optional<Rate> rate,
        long notes) {

    /**
     * The flag as its store last told.
     *
     * @param epoch number of goings-back
     */
    public record FlagState(Percent percent, long epoch) {}

    /**
     * How far the schema is.
     *
     * @param round one pass from EXPANDING on, counted from 1
     * @param expanded whether every expand script of this round is applied
     * @param backfilled whether this round's backfill is complete
     */
    public record SchemaState(int round, boolean expanded, boolean backfilled) {
        public static final SchemaState UNTOUCHED = new SchemaState(1, false, false);
    }

    static MigrationState begin(RunPolicy policy, String planSha256, Phase phase, FlagState flag, SchemaState schema) {
        return new MigrationState(
                RulesVersion.NEWEST,
                policy,
                planSha256,
                phase,
                Optional.empty(),
                flag,
                schema,
                Tasks.NONE,
                false,
                Optional.empty(),
                0);
    }

    public Percent percent() {
        return flag.percent();
    }

    /** The run is at its end: nothing is under way and nothing follows. */
    public boolean over() {
        boolean closed = phase instanceof Phase.Ended ended && ended.closed();
        return (closed || (cancelled && phase instanceof Phase.RolledBack)) && tasks.idle();
    }

    /** It was cancelled: nothing follows the rollback that is under way. A hold of that rollback can still be ended. */
    boolean endsRolledBack() {
        boolean held = phase instanceof Phase.RollingBack && hold.isPresent();
        return cancelled && !held && (phase instanceof Phase.RollingBack || phase instanceof Phase.RolledBack);
    }

    public boolean paused() {
        return heldFor(Hold.Kind.PAUSE);
    }

    public boolean heldFor(Hold.Kind kind) {
        return hold.filter(h -> h.kind() == kind).isPresent();
    }

    /** When time alone changes something, if ever. */
    public Optional<Alarm> alarm() {
        return Alarms.of(this);
    }

    /** When something is due that can be foreseen: the alarm, or the end of the hold time that is being watched. */
    public Optional<Instant> due() {
        return alarm().map(Alarm::at).or(this::endOfHoldTime);
    }

    private Optional<Instant> endOfHoldTime() {
        boolean watches = hold.isEmpty() && phase instanceof Phase.Ramping;
        return watches && ((Phase.Ramping) phase).stage() instanceof RampStage.Watching watching
                ? Optional.of(policy.ramp().next(watching.step(), watching.until()))
                : Optional.empty();
    }

    /** When the next step forward is taken if all goes well; empty where time alone does not say. */
    public Optional<Instant> nextStep(Instant now) {
        return NextStep.of(this, now);
    }

    /** The same in the words of a plan with {@code ramp.windows}: {@code next step Tue 09:00 Berlin}. */
    public Optional<String> nextStepWords(Instant now) {
        return NextStep.words(this, now);
    }

    /** Whether old names do not resolve, or may not: also while they come back. */
    public boolean namesHidden() {
        return policy.hides() && phase instanceof Phase.Hiding hiding && hidesNames(hiding.stage());
    }

    private static boolean hidesNames(HideStage stage) {
        return stage instanceof HideStage.Hidden
                || stage instanceof HideStage.Unhiding
                || (stage instanceof HideStage.Waiting waiting && waiting.then() instanceof HideStage.AtGate);
    }

    /** The commands that would be accepted now, for people to see. */
    public List<String> commands(Instant now) {
        return CommandRules.acceptable(this, now);
    }

    /** The next phase. A pause goes along, since only {@code resume} ends it; any other hold is over. */
    MigrationState proceed(Phase next) {
        return with(next, hold.filter(h -> h.kind() == Hold.Kind.PAUSE));
    }

    /** The next phase, with every hold ended: a rollback's way. */
    MigrationState leave(Phase next) {
        return with(next, Optional.empty());
    }

    /** Standing still. A pause is not replaced: what happens meanwhile is recorded and looked at again after it. */
    MigrationState held(Hold.Kind kind, String reason, Instant now) {
        return heldIn(phase, kind, reason, now);
    }

    MigrationState heldIn(Phase next, Hold.Kind kind, String reason, Instant now) {
        return with(next, paused() ? hold : Optional.of(new Hold(kind, reason, now)));
    }

    MigrationState unwatched(String why) {
        return with(phase, hold.map(h -> h.unwatched(why)));
    }

    Duration standing(Instant now) {
        return hold.map(h -> Duration.between(h.since(), now)).orElse(Duration.ZERO);
    }

    MigrationState with(Phase nextPhase, Optional<Hold> nextHold) {
        return new MigrationState(
                rules, policy, planSha256, nextPhase, nextHold, flag, schema, tasks, cancelled, rate, notes);
    }

    MigrationState with(FlagState next) {
        return new MigrationState(rules, policy, planSha256, phase, hold, next, schema, tasks, cancelled, rate, notes);
    }

    MigrationState with(SchemaState next) {
        return new MigrationState(rules, policy, planSha256, phase, hold, flag, next, tasks, cancelled, rate, notes);
    }

    MigrationState with(Tasks next) {
        return new MigrationState(rules, policy, planSha256, phase, hold, flag, schema, next, cancelled, rate, notes);
    }

    MigrationState with(Rate next) {
        return new MigrationState(
                rules, policy, planSha256, phase, hold, flag, schema, tasks, cancelled, Optional.of(next), notes);
    }

    MigrationState withCancelled() {
        return new MigrationState(rules, policy, planSha256, phase, hold, flag, schema, tasks, true, rate, notes);
    }

    MigrationState noted(int count) {
        return new MigrationState(
                rules, policy, planSha256, phase, hold, flag, schema, tasks, cancelled, rate, notes + count);
    }
}
