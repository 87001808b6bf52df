// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.examples;

import dev.interlock.domain.lifecycle.Outcome;
import dev.interlock.workflows.port.Call;
import dev.interlock.workflows.port.ContractActivities;
import java.time.Instant;

/** The real contract, and somebody who looks in between the drop and the later contract files. */
final class StoppedContract implements ContractActivities {

    private final ContractActivities real;
    private final Runnable afterHide;
    private final Runnable afterDrop;

    StoppedContract(ContractActivities real, Runnable afterHide, Runnable afterDrop) {
        this.real = real;
        this.afterHide = afterHide;
        this.afterDrop = afterDrop;
    }

    @Override
    public Outcome gate(Call call, Instant soakStarted) {
        return real.gate(call, soakStarted);
    }

    @Override
    public Outcome archive(Call call) {
        return real.archive(call);
    }

    @Override
    public Outcome hide(Call call) {
        Outcome outcome = real.hide(call);
        afterHide.run();
        return outcome;
    }

    @Override
    public Outcome drop(Call call) {
        Outcome outcome = real.drop(call);
        afterDrop.run();
        return outcome;
    }

    @Override
    public Outcome askDrop(Call call) {
        return real.askDrop(call);
    }

    @Override
    public Outcome afterDrop(Call call) {
        return real.afterDrop(call);
    }
}
