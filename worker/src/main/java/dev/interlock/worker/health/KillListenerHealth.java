// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.health;

import com.codahale.metrics.health.HealthCheck;
import dev.interlock.worker.kill.KillListener;

/** A kill in the database would be heard now. */
public final class KillListenerHealth extends HealthCheck {

    private final KillListener listener;

    public KillListenerHealth(KillListener listener) {
        this.listener = listener;
    }

    @Override
    protected Result check() {
        return listener.isListening()
                ? Result.healthy()
                : Result.unhealthy("not listening; a kill is found at the next look");
    }
}
