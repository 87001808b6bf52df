// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.SplittableRandom;

/** Seeded random counts. */
final class Draws {

    private final SplittableRandom random;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** A Poisson number by inversion; {@code mean} below a few hundred. */
    long poisson(double mean) {
        double left = random.nextDouble();
        double chance = Math.exp(-mean);
        long number = 0;
        while (left > chance && number < 10_000) {
            left -= chance;
            number++;
            chance *= mean / number;
        }
        return number;
    }

    /** Errors among {@code calls} that fail at {@code rate}, never more than calls. */
    long errors(long calls, double rate) {
        return Math.min(calls, poisson(calls * rate));
    }

    /** The same, call by call, for rates that are not rare. */
    long coins(long calls, double rate) {
        long heads = 0;
        for (long call = 0; call < calls; call++) {
            heads += random.nextDouble() < rate ? 1 : 0;
        }
        return heads;
    }
}
