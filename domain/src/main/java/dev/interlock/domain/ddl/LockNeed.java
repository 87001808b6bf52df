// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

/**
 * A lock that a statement takes on a table that may be there before it.
 *
 * @param relation the table, or an index of it
 */
public record LockNeed(TableName relation, LockMode mode) {}
