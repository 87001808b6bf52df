// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.List;

/**
 * One SQL file, taken apart.
 *
 * @param path relative to the plan's folder
 * @param sql the text as it stands
 */
public record ParsedScript(String path, String sql, List<ParsedStatement> statements) {

    public ParsedScript {
        statements = List.copyOf(statements);
    }

    /** False when a statement in it cannot run in a transaction. */
    public boolean transactional() {
        return statements.stream().allMatch(ParsedStatement::transactional);
    }
}
