// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.GuardrailRule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a look means for the migration. Empty: look again. */
public final class GuardrailJudge {

    /** What a FAIL is called that no guardrail of the plan asks for. */
    public static final String SYNC = "interlock:sync";

    /** What it is called when users are not split as the flag says. */
    public static final String SPLIT = "interlock:split";

    /** A write that sync refuses throws as well, and the forecast says why. */
    private static final Comparator<Judgement> COUNTED_FIRST = Comparator.<Judgement, Boolean>comparing(
                    judgement -> judgement.rule().kind() != GuardrailRule.Kind.PARITY)
            .thenComparing(judgement -> !judgement.rule().kind().isCounted());

    private GuardrailJudge() {}

    /** While a step is watched: a FAIL before everything, then a wrong split, silence, PASS, {@code maxHold}. */
    public static Optional<Outcome> step(Look look, StepClock clock) {
        Optional<Outcome> trouble = calibration(look).or(() -> wrongSplit(look)).or(() -> soak(look));
        if (trouble.isPresent()) {
            return trouble;
        }
        if (clock.ready(look.traffic(), look.percent()) && !blind(look.judgements()) && !undecided(look.judgements())) {
            return Optional.of(new Outcome.Passed(look.sentence()));
        }
        return clock.maxHoldOver() ? Optional.of(new Outcome.Inconclusive(look.sentence())) : Optional.empty();
    }

    /** While a soak is watched: only trouble ends it. */
    public static Optional<Outcome> soak(Look look) {
        Optional<Outcome> trouble = calibration(look);
        return trouble.isPresent() ? trouble : silence(look).map(Outcome.NoData::new);
    }

    /** At 0 %, before the first step: a FAIL, or a change by the team. */
    public static Optional<Outcome> calibration(Look look) {
        Optional<Outcome> failed = failure(look);
        return failed.isPresent() || look.drift().theirs().isEmpty()
                ? failed
                : Optional.of(new Outcome.Drifted(look.drift().theirs()));
    }

    /**
     * While held: a FAIL, or, where data is what one waits for, its return. Never a PASS. At 0 % an evaluator that reports is
     * data enough: calls may come later.
     */
    public static Optional<Outcome> guard(Look look, boolean untilData) {
        Optional<Outcome> failed = failure(look);
        if (failed.isPresent()) {
            return failed;
        }
        boolean sawCalls =
                look.traffic().emptyLooks() == 0 && look.traffic().total().ended() > 0;
        boolean data = look.percent().isZero() || sawCalls;
        return untilData && data && silence(look).isEmpty() && unheard(look).isEmpty()
                ? Optional.of(new Outcome.DataBack(look.traffic().sentence()))
                : Optional.empty();
    }

    /**
     * A sync that is not as it was put on goes before everything: from then on writes are missed, on both paths. Then a
     * guardrail that rolls back, then one that holds. Among them what is counted goes before what is estimated: a refused write
     * is an error as well, and it is the refusal that says why.
     */
    private static Optional<Outcome> failure(Look look) {
        return look.drift().sync().isEmpty()
                ? failure(look.judgements())
                : Optional.of(
                        new Outcome.Failed(SYNC, String.join("; ", look.drift().sync()), true));
    }

    private static Optional<Outcome> failure(List<Judgement> judgements) {
        return judgements.stream()
                .filter(Judgement::rollsBack)
                .min(COUNTED_FIRST)
                .or(() -> judgements.stream().filter(Judgement::breached).min(COUNTED_FIRST))
                .map(judgement ->
                        new Outcome.Failed(judgement.rule().name(), judgement.sentence(), judgement.rollsBack()));
    }

    /** Arms that are not the ones the flag makes cannot be compared; nothing says yet that users are hurt. */
    static Optional<Outcome> wrongSplit(Look look) {
        return look.split().map(wrong -> new Outcome.Failed(SPLIT, wrong, false));
    }

    private static Optional<String> silence(Look look) {
        if (look.liveEvaluators() == 0) {
            return Optional.of("no live evaluator reports the flag");
        }
        if (look.traffic().silent() && !look.percent().isZero()) {
            return Optional.of(
                    "no call ended in " + Figures.counted(look.traffic().emptyLooks(), "look") + " running");
        }
        Optional<String> source = silentSource(look);
        if (source.isPresent()) {
            return source;
        }
        return look.percent().isFull() ? withoutBaseline(look.judgements()) : Optional.empty();
    }

    /**
     * A guardrail whose source outside has not answered in this watch, or not at this look, and its own words; one that only records is not
     * meant.
     */
    public static Optional<String> unheard(Look look) {
        return outside(look.judgements(), outside -> !outside.heard())
                .map(judgement -> judgement.rule().name() + " has no number: " + judgement.sentence());
    }

    /** A guardrail whose source outside has not answered for several looks running, and its own words. */
    static Optional<String> silentSource(Look look) {
        return outside(look.judgements(), outside -> outside.silentLooks() >= Traffic.SILENT_LOOKS)
                .map(judgement -> judgement.rule().name() + " has no number in "
                        + Figures.counted(silentLooks(judgement), "look") + " running: " + judgement.sentence());
    }

    private static Optional<Judgement> outside(List<Judgement> judgements, Predicate<OutsideState> which) {
        return thatCount(judgements)
                .filter(judgement -> judgement.state() instanceof OutsideState outside && which.test(outside))
                .findFirst();
    }

    private static int silentLooks(Judgement judgement) {
        return judgement.state() instanceof OutsideState outside ? outside.silentLooks() : 0;
    }

    /** At 100 % a rate with nothing recorded to compare it with can never be judged. */
    private static Optional<String> withoutBaseline(List<Judgement> judgements) {
        return thatCount(judgements)
                .filter(judgement -> judgement.rule().kind().comparesRates())
                .filter(judgement -> judgement.verdict() == Verdict.NO_DATA
                        && judgement.counts().isPresent())
                .findFirst()
                .map(judgement -> judgement.rule().name() + ": " + judgement.sentence());
    }

    /** A guardrail that could read nothing at all in this window lets nothing pass; the next window may. */
    private static boolean blind(List<Judgement> judgements) {
        return thatCount(judgements).anyMatch(GuardrailJudge::readNothing);
    }

    private static boolean readNothing(Judgement judgement) {
        boolean noData =
                judgement.verdict() == Verdict.NO_DATA && judgement.counts().isEmpty();
        return noData || judgement.verdict() == Verdict.ERROR;
    }

    /** Once a step may pass, a guardrail that is still INCONCLUSIVE could not have seen what a PASS has to exclude. */
    private static boolean undecided(List<Judgement> judgements) {
        return thatCount(judgements).anyMatch(judgement -> judgement.verdict() == Verdict.INCONCLUSIVE);
    }

    /** One that only records, or that may be without a word, keeps nothing from going on. */
    private static Stream<Judgement> thatCount(List<Judgement> judgements) {
        return judgements.stream()
                .filter(judgement -> !judgement.rule().onlyRecords())
                .filter(judgement -> !judgement.rule().kind().onlyWitnesses());
    }
}
