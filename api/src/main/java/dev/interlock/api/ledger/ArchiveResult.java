// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

/** What came of ordering something of an archive. */
public sealed interface ArchiveResult {

    /** @param order the ledger's number of it */
    record Ordered(long order) implements ArchiveResult {}

    record UnknownMigration() implements ArchiveResult {}

    /** There is no such archive, or not any more. */
    record NothingKept(String why) implements ArchiveResult {}
}
