// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of scripts, in the order of their Flyway versions. */
public enum ScriptKind {
    EXPAND(1),
    CONTRACT(2),
    REVERT(3);

    private final int number;

    ScriptKind(int number) {
        this.number = number;
    }

    /** All of them, as {@link #word} writes them. */
    static List<String> words() {
        return Stream.of(values()).map(ScriptKind::word).toList();
    }

    /** As the ledger writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code <round>.<kind>.<file>}, the file counted from 1. */
    String version(int round, int file) {
        return round + "." + number + "." + file;
    }
}
