// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.plan;

import java.util.List;
import java.util.Optional;

/**
 * The SQL files of a plan.
 *
 * @param contract the first is the drop transaction, verbatim; the others run after it has committed
 * @param revert empty when it is derived: see {@code derivedRevert}
 * @param derivedRevert the inverse of the expand statements, when each is certain and no revert file was given
 */
public record Scripts(List<Script> expand, List<Script> contract, List<Script> revert, Optional<Script> derivedRevert) {

    public Scripts {
        expand = List.copyOf(expand);
        contract = List.copyOf(contract);
        revert = List.copyOf(revert);
    }

    /** What undoes the expand, whether written or derived. */
    public List<Script> effectiveRevert() {
        return revert.isEmpty() ? derivedRevert.map(List::of).orElse(List.of()) : revert;
    }

    /**
     * One file.
     *
     * @param path relative to the plan's folder, such as {@code expand/1-columns.sql}
     * @param sql the text as it stands
     * @param transactional false when its only statement cannot run in a transaction
     */
    public record Script(String path, String sql, boolean transactional) {}
}
