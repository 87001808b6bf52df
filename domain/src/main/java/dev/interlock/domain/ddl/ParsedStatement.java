// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.List;

/**
 * One statement and what it does.
 *
 * @param sql without the semicolon
 * @param line in its file, from 1
 * @param changes never empty
 */
public record ParsedStatement(String sql, int line, List<Change> changes) {

    private static final int SHOWN = 60;

    public ParsedStatement {
        changes = List.copyOf(changes);
    }

    /** Whether it may stand in a transaction. */
    public boolean transactional() {
        return changes.stream().noneMatch(Change::runsAlone);
    }

    /** Its beginning on one line, for messages. */
    public String brief() {
        String line = String.join(" ", sql.strip().split("\\s+"));
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
