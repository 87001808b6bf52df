// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.Locale;

/** The kinds of scripts, in the order of their Flyway versions. */
public enum ScriptKind {
    EXPAND(1),
    CONTRACT(2),
    REVERT(3);

    private final int number;

    ScriptKind(int number) {
        this.number = number;
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
