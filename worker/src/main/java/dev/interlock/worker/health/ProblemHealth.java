// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.health;

import com.codahale.metrics.health.HealthCheck;
import java.util.List;
import java.util.function.Supplier;

/** Healthy while a question of the start-up still finds no problem. */
public final class ProblemHealth extends HealthCheck {

    private final Supplier<List<String>> problems;

    public ProblemHealth(Supplier<List<String>> problems) {
        this.problems = problems;
    }

    @Override
    protected Result check() {
        List<String> found = problems.get();
        return found.isEmpty() ? Result.healthy() : Result.unhealthy(String.join("; ", found));
    }
}
