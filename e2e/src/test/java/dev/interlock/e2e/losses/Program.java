// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * What one application does, again and again until it is stopped.
 *
 * @param seed of the rows that it picks
 */
record Program(int number, long seed, List<StepKind> steps) {

    private static final int LENGTH = 40;

    Program {
        steps = List.copyOf(steps);
    }

    static Program of(long seed, int number) {
        Random random = new Random(seed * 31 + number);
        List<StepKind> steps = IntStream.range(0, LENGTH)
                .mapToObj(i -> kind(random.nextInt(100)))
                .toList();
        return new Program(number, random.nextLong(), steps);
    }

    private static StepKind kind(int hundredth) {
        if (hundredth < 35) {
            return StepKind.RENAME;
        }
        if (hundredth < 50) {
            return StepKind.RENAME_THREE;
        }
        if (hundredth < 60) {
            return StepKind.RENAME_THREE_AND_ROLL_BACK;
        }
        if (hundredth < 75) {
            return StepKind.WRITE_ALL_COLUMNS;
        }
        if (hundredth < 83) {
            return StepKind.WRITE_A_NOTE;
        }
        return hundredth < 94 ? StepKind.INSERT : StepKind.DELETE;
    }
}
