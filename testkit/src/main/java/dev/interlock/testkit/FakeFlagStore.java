// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.domain.plan.Percent;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.FlagActivities;

/** One flag in memory, with the rules of the real one. */
public final class FakeFlagStore implements FlagActivities {

    private Percent percent = Percent.ZERO;
    private long epoch;
    private boolean safeSideNew;
    private boolean pinned;
    private boolean hidden;
    private String actor = "interlock";
    private String reason = "claimed";

    @Override
    public synchronized Outcome raise(Call call, Percent wanted) {
        if (pinned || call.epoch() != epoch || percent.compareTo(wanted) > 0) {
            return moved();
        }
        percent = wanted;
        actor = "interlock";
        reason = "step to " + wanted;
        return set();
    }

    @Override
    public synchronized Outcome zero(Call call, String who, String why) {
        if (!pinned) {
            epoch = epoch > call.epoch() ? epoch : call.epoch() + 1;
            goBack(who, why);
        }
        return set();
    }

    @Override
    public synchronized Outcome turnSafeSide(Call call) {
        if (call.epoch() != epoch || !percent.isFull()) {
            return moved();
        }
        safeSideNew = true;
        return set();
    }

    @Override
    public synchronized Outcome unhide(Call call) {
        hidden = false;
        return new Outcome.Done("un-hidden");
    }

    /** As the activity {@code hide} does, at 100 % and under the epoch that the caller knows. */
    public synchronized Outcome hide(Call call) {
        if (call.epoch() != epoch || !percent.isFull()) {
            return moved();
        }
        hidden = true;
        return new Outcome.Done("users.full_name is hidden");
    }

    public synchronized boolean isHidden() {
        return hidden;
    }

    /** As {@code interlock.kill} does, without the workflow. */
    public synchronized void kill(String who, String why) {
        if (pinned) {
            throw new IllegalStateException("pinned: the old path is gone");
        }
        epoch++;
        goBack(who, why);
    }

    /** As after the drop. */
    public synchronized void pin() {
        pinned = true;
        hidden = false;
    }

    public synchronized Percent percent() {
        return percent;
    }

    public synchronized boolean safeSideIsNew() {
        return safeSideNew;
    }

    private void goBack(String who, String why) {
        hidden = false;
        percent = Percent.ZERO;
        safeSideNew = false;
        actor = who;
        reason = why;
    }

    private Outcome set() {
        return new Outcome.FlagSet(percent, epoch);
    }

    private Outcome moved() {
        return new Outcome.FlagMoved(percent, epoch, actor, reason);
    }
}
