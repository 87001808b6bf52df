// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes samples of several things in turn, so that whatever the machine does meanwhile, it does to all of them. */
public final class InTurn {

    private final Map<String, Sample> things = new LinkedHashMap<>();
    private final Consumer<String> told;

    /** @param told a line for every sample */
    public InTurn(Consumer<String> told) {
        this.told = told;
    }

    public InTurn add(String name, Sample thing) {
        things.put(name, thing);
        return this;
    }

    public Samples times(int rounds) throws Exception {
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Sample> thing : things.entrySet()) {
                double sample = thing.getValue().take();
                samples.computeIfAbsent(thing.getKey(), name -> new ArrayList<>())
                        .add(sample);
                told.accept("%d of %d  %s: %s".formatted(round, rounds, thing.getKey(), sample));
            }
        }
        return new Samples(samples);
    }

    /** One sample, from the same start each time. */
    @FunctionalInterface
    public interface Sample {
        double take() throws Exception;
    }
}
