// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lines of the form "label  text", the texts under each other. */
final class Lines {

    private static final int LABEL = 9;

    private final List<String> lines = new ArrayList<>();

    Lines(String first) {
        lines.add(first);
    }

    Lines plain(String text) {
        lines.add("  " + text);
        return this;
    }

    /** Nothing when there is nothing to say. */
    Lines labelled(String label, Optional<String> text) {
        text.ifPresent(value -> lines.add("  " + label + " ".repeat(Math.max(1, LABEL - label.length())) + value));
        return this;
    }

    /** The label stands with the first only. */
    Lines labelled(String label, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            labelled(i == 0 ? label : "", Optional.of(texts.get(i)));
        }
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
