// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import java.util.List;

/** The worker does not start; says everything that keeps it from starting, one line each. */
public final class BootRefused extends Exception {

    private final List<String> problems;

    public BootRefused(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
