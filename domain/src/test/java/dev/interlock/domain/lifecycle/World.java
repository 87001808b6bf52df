// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

import dev.interlock.domain.plan.Percent;
import java.util.LinkedHashMap;
import java.util.Map;

/** The target database as far as the promises need it. What the real adapters guarantee is done here by the letter. */
class World {

    final Map<String, Integer> claims = new LinkedHashMap<>();
    Percent percent = Percent.ZERO;
    long epoch;
    boolean expanded;
    boolean synced;
    boolean filled;
    boolean dropped;
    boolean hidden;
    private long hiddenBefore;
    boolean pinned;
    boolean inParity = true;
    boolean closed;
    int timesExpanded;
    int timesReverted;
    int timesDropped;

    /** The ledger's row of a migration that has ended refuses a call that comes after it. */
    boolean claim(String table, int migration) {
        if (closed) {
            return false;
        }
        return claims.putIfAbsent(table, migration) == null || claims.get(table) == migration;
    }

    void close(int migration) {
        closed = true;
        claims.values().remove(migration);
    }

    /** Compare-and-set: an older epoch changes nothing. */
    boolean raise(Percent to, long callersEpoch) {
        if (callersEpoch != epoch || pinned || to.compareTo(percent) < 0) {
            return false;
        }
        percent = to;
        return true;
    }

    /** Unconditional; bumps the epoch once per caller's epoch. */
    void zero(long callersEpoch, long turn) {
        if (pinned) {
            return;
        }
        unhide(turn);
        percent = Percent.ZERO;
        if (callersEpoch == epoch) {
            epoch++;
        }
    }

    /** Refused once the old path is gone. */
    void kill() {
        if (pinned) {
            return;
        }
        hidden = false;
        percent = Percent.ZERO;
        epoch++;
    }

    /** Looks at the flag's row itself, and an attempt that an un-hide came after does nothing any more. */
    boolean hide(long callersEpoch, long turn) {
        if (!percent.isFull() || callersEpoch != epoch || dropped || turn < hiddenBefore) {
            return false;
        }
        hidden = true;
        return true;
    }

    void unhide(long turn) {
        hidden = false;
        hiddenBefore = Math.max(hiddenBefore, turn);
    }

    void expand() {
        if (!expanded) {
            timesExpanded++;
        }
        expanded = true;
        synced = true;
    }

    void revert() {
        if (expanded) {
            timesReverted++;
        }
        expanded = false;
        synced = false;
        filled = false;
    }

    /** One transaction that looks at the flag's row itself. */
    boolean drop(long callersEpoch) {
        if (dropped) {
            return true;
        }
        if (!percent.isFull() || callersEpoch != epoch) {
            return false;
        }
        dropped = true;
        hidden = false;
        pinned = true;
        timesDropped++;
        return true;
    }
}
