// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.port;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The flag. Task queue {@code interlock-control}: never behind a lock queue of schema work. */
@ActivityInterface
public interface FlagActivities {

    /** Compare-and-set upwards on (version, claim, epoch). {@code FlagSet} or {@code FlagMoved}. */
    @ActivityMethod(name = "raise-flag")
    Outcome raise(Call call, Percent percent);

    /**
     * 0 % and safe side old, unconditionally; the epoch is bumped once per call's epoch. What is hidden is un-hidden in the same
     * transaction: while a table's lock is not to be had within {@code locks.timeout} nothing changes, and the error names who
     * blocks. {@code FlagSet}.
     */
    @ActivityMethod(name = "zero-flag")
    Outcome zero(Call call, String actor, String reason);

    /** Turns the safe side to new at 100 %. {@code FlagSet}, or {@code FlagMoved} when it is not at 100 %. */
    @ActivityMethod(name = "turn-safe-side")
    Outcome turnSafeSide(Call call);

    /**
     * Renames back what is hidden, the flag staying where it is; nothing hidden changes nothing. An attempt to hide that began
     * before changes nothing after it. While a table's lock is not to be had within {@code locks.timeout} nothing changes,
     * and the error names who blocks. {@code Done}.
     */
    @ActivityMethod(name = "unhide")
    Outcome unhide(Call call);
}
