// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import java.util.List;

/** What is not there that the process needs; one clear line each. */
public final class BootFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    BootFailure(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    public List<String> lines() {
        return lines;
    }
}
