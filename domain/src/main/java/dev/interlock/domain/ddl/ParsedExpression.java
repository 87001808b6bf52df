// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Set;

/**
 * A SQL expression, as far as its text tells.
 *
 * @param columns what it reads, folded
 * @param otherRows whether it selects from a table
 */
public record ParsedExpression(Set<String> columns, boolean otherRows) {

    public ParsedExpression {
        columns = Set.copyOf(columns);
    }
}
