// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.util.List;

/** A part did not come up; carries the last lines that it said. */
public final class StartFailed extends Exception {

    private final List<String> lastWords;

    public StartFailed(String message, List<String> lastWords) {
        super(message);
        this.lastWords = List.copyOf(lastWords);
    }

    public List<String> lastWords() {
        return lastWords;
    }
}
