// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

/**
 * A lock that a statement takes on a table that may be there before it.
 *
 * @param relation the table, or an index of it
 */
public record LockNeed(TableName relation, LockMode mode) {

    /** Whether who holds this waits for nobody when it takes the other one, both of them strong. */
    public boolean covers(LockNeed other) {
        return relation.equals(other.relation) && mode.compareTo(other.mode) >= 0;
    }
}
