// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.lifecycle.Task;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Looking, for as long as it takes. Task queue {@code interlock-watch}; heartbeats at every look; each look is a ledger row. */
@ActivityInterface
public interface WatchActivities {

    /**
     * {@code Done} as soon as {@code flag.minEvaluators} live evaluators have reported the flag; {@code Failed}, {@code Drifted} or
     * {@code FlagMoved}.
     *
     * @param notBefore looked on until then at least; null: no longer than it takes
     */
    @ActivityMethod(name = "await-evaluators")
    Outcome awaitEvaluators(Call call, @Nullable Instant notBefore);

    /**
     * {@code Done} when 0 % has been watched for {@code ramp.calibrate} with nothing against a first step; {@code Failed},
     * {@code NoData}, {@code Drifted} or {@code FlagMoved}; {@code DataBack} when asked for.
     */
    @ActivityMethod(name = "calibrate")
    Outcome calibrate(Call call, Task.Calibrate calibration);

    /** {@code Passed}, {@code Failed}, {@code Inconclusive}, {@code NoData}, {@code Drifted} or {@code FlagMoved}. */
    @ActivityMethod(name = "watch")
    Outcome watch(Call call, Task.Watch watch);

    /**
     * {@code Failed}, {@code FlagMoved}, {@code LateReader} while names are hidden, or {@code DataBack} when asked for. Never
     * passes anything.
     */
    @ActivityMethod(name = "guard")
    Outcome guard(Call call, Task.Guard guard);

    /**
     * One look an attempt; "still fine" is a benign retryable failure. {@code Failed}, {@code NoData}, {@code Drifted} or
     * {@code FlagMoved}.
     */
    @ActivityMethod(name = "soak-watch")
    Outcome soak(Call call, Instant since);

    /**
     * While old names are hidden. One look an attempt; "nobody needs one" is a benign retryable failure. {@code LateReader},
     * {@code Failed}, {@code NoData}, {@code Drifted} or {@code FlagMoved}.
     */
    @ActivityMethod(name = "hide-watch")
    Outcome hidden(Call call, Instant since);

    /** {@code KillProven}, at the latest 60 s after the flag write. */
    @ActivityMethod(name = "prove-kill")
    Outcome proveKill(Call call);

    /** Waits, one question an attempt, until every evaluator has answered the going-back or has expired. {@code Done}. */
    @ActivityMethod(name = "await-answers")
    Outcome awaitAnswers(Call call);
}
