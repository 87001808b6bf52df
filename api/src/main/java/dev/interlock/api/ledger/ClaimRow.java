// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

/** Who holds a table. */
public record ClaimRow(String tableName, String holder) {}
