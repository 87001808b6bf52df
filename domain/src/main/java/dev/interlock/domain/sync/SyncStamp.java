// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

/**
 * Whose sync this is: the source of every generated name.
 *
 * @param number the ledger's number of the migration
 * @param ordinal the rule's place in the plan, from 1
 * @param planId for people who read the function
 * @param sha256 of the whole plan, hex
 */
public record SyncStamp(long number, int ordinal, String planId, String sha256) {

    /** Sorts after the triggers of the team: BEFORE triggers fire in the order of their names. */
    public static final String TRIGGER_PREFIX = "zzzz_interlock_";

    /** On UPDATE; the only one that is ever guarded. */
    public String updateTrigger() {
        return TRIGGER_PREFIX + number;
    }

    /** On INSERT. Apart from the other, because a WHEN that reads OLD is not allowed on INSERT. */
    public String insertTrigger() {
        return TRIGGER_PREFIX + number + "_insert";
    }

    /** AFTER INSERT: tells of a row that forward raised on, once it is there. */
    public String insertedTrigger() {
        return TRIGGER_PREFIX + number + "_inserted";
    }

    /** The same AFTER UPDATE, where an UPDATE may move rows; guarded with the other one. */
    public String updatedTrigger() {
        return TRIGGER_PREFIX + number + "_updated";
    }

    public String syncFunction() {
        return "interlock.sync_" + number + "_" + ordinal;
    }

    /** What the trigger's function calls when a write is not a usual one. */
    public String longWayFunction() {
        return "interlock.long_way_" + number + "_" + ordinal;
    }

    /** What the AFTER triggers call. */
    public String unsyncedFunction() {
        return "interlock.unsynced_" + number + "_" + ordinal;
    }

    /** One of {@link BoundFunctions}. */
    String bound(String what) {
        return "interlock." + what + "_" + number + "_" + ordinal;
    }

    public String agreementFunction() {
        return "interlock.agreement_" + number + "_" + ordinal;
    }

    public String goingBackFunction() {
        return "interlock.going_back_" + number + "_" + ordinal;
    }

    /** Counts the writes that the old side could not hold. A sequence, because those transactions abort. */
    public String refusedSequence() {
        return "interlock.refused_" + number + "_" + ordinal;
    }
}
