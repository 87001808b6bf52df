// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.Locale;

/** The kinds of scripts, in the order of their Flyway versions. */
public enum ScriptKind {
    EXPAND,
    CONTRACT,
    REVERT;

    /** As the ledger writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code <round>.<kind>.<file>}, the file counted from 1. */
    String version(int round, int file) {
        return round + "." + (ordinal() + 1) + "." + file;
    }
}
