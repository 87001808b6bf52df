// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.replay;

import dev.interlock.activities.source.Asker;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Question;
import dev.interlock.domain.guardrail.CountedWindow;
import dev.interlock.domain.plan.GuardrailRule;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Percent;
import dev.interlock.domain.replay.PastLooks;
import dev.interlock.domain.replay.ReplayReport;
import dev.interlock.domain.replay.ReplaySetting;
import dev.interlock.domain.replay.Replayed;
import java.util.List;

/**
 * Runs the guardrails of a plan whose source has a past over it, as a ramp that stood at one percentage would have: the same
 * questions about the same windows, each at its own time, and the same judges.
 */
public final class GuardrailReplay {

    private final MetricSource source;
    private final CountedWindow window;

    /** @param window over which it is asked */
    public GuardrailReplay(MetricSource source, CountedWindow window) {
        this.source = source;
        this.window = window;
    }

    /** Is told of each look that was judged. */
    @FunctionalInterface
    public interface Progress {
        void looked(long number);
    }

    /**
     * Blocks until the last look is judged. All guardrails are asked at once, and values a few looks ahead.
     *
     * @param percent at which the past stood, below 100 %
     * @throws ReplayStopped when there is no use in asking on
     */
    public ReplayReport run(MigrationPlan plan, Percent percent, PastLooks looks, Progress progress)
            throws ReplayStopped {
        ReplaySetting setting = ReplaySetting.of(plan, percent, window);
        List<Lane> lanes = plan.guardrails().stream()
                .filter(rule -> rule.source().hasPast())
                .map(rule -> lane(rule, plan, setting, looks))
                .toList();
        for (long number = 1; number <= looks.count(); number++) {
            for (Lane lane : lanes) {
                lane.ask(number);
            }
            for (Lane lane : lanes) {
                lane.judge(number);
            }
            progress.looked(number);
        }
        return new ReplayReport(looks, lanes.stream().map(Lane::replayed).toList());
    }

    private Lane lane(GuardrailRule rule, MigrationPlan plan, ReplaySetting setting, PastLooks looks) {
        Asker asker = Asker.of(plan);
        return new Lane(
                looks,
                Replayed.from(looks.from(), rule, setting),
                (at, length) -> source.ask(new Question(asker, rule, setting.percent(), at, length)));
    }
}
