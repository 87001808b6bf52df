// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.judge;

import java.util.SplittableRandom;

/** Seeded random numbers. */
final class Draws {

    private final SplittableRandom random;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    double share() {
        return random.nextDouble();
    }

    /** A whole number whose mean is {@code mean}. */
    long about(double mean) {
        long floor = (long) Math.floor(mean);
        return floor + (random.nextDouble() < mean - floor ? 1 : 0);
    }

    /** By inversion; {@code mean} below a few hundred. */
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

    /** At least 1, with that mean. */
    long geometric(double mean) {
        return 1 + (long) Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-1 / mean));
    }

    /** How many of so few coins show heads. */
    long heads(long coins, double chance) {
        long heads = 0;
        for (long coin = 0; coin < coins; coin++) {
            heads += random.nextDouble() < chance ? 1 : 0;
        }
        return heads;
    }
}
