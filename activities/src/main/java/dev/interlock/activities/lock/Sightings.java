// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What has been seen in the way so far, and what follows from it. Used by the observer's thread alone. */
final class Sightings {

    /** On a busy table every attempt may meet somebody else. */
    private static final int MOST_LINES = 20;

    private static final long REFRESHED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LockLedger ledger;
    private final Unblocking unblocking;
    private final LockTask task;
    private final List<Blocker> blamed = new ArrayList<>();
    private String doing = "";
    private List<Blocker> shown = List.of();
    private long shownAt;

    Sightings(Connection connection, LockTask task) {
        this.ledger = new LockLedger(connection, task);
        this.unblocking = new Unblocking(connection, ledger, task.policy().onBlocker());
        this.task = task;
    }

    void tried(String what) throws SQLException {
        doing = what;
        ledger.show(what, 1, 0, shown);
    }

    /** Somebody, or nobody any more. */
    void seen(List<Blocker> now) throws SQLException {
        boolean changed = !sameAsShown(now);
        if (changed || (!now.isEmpty() && System.nanoTime() - shownAt > REFRESHED_NANOS)) {
            show(0, now);
        }
        for (Blocker blocker : now) {
            if (blamed.stream().anyMatch(blocker::isSame)) {
                unblocking.settle(blocker);
            }
        }
    }

    /** Each that makes an attempt fail is named once in the audit, not once an attempt. */
    void failed(String what, List<Blocker> blockers) throws SQLException {
        doing = what;
        show(1, blockers);
        for (Blocker blocker : blockers) {
            if (blamed.stream().noneMatch(blocker::isSame)) {
                blamed.add(blocker);
                tell(blocker);
            }
        }
    }

    void ended() throws SQLException {
        if (!shown.isEmpty()) {
            show(0, List.of());
        }
    }

    private void tell(Blocker blocker) throws SQLException {
        if (blamed.size() <= MOST_LINES) {
            String more = blamed.size() == MOST_LINES ? "; whoever else follows is not listed" : "";
            ledger.tell(task.step() + " waits for a lock, " + doing + ": blocked by " + blocker.words() + more);
        }
    }

    private void show(int failures, List<Blocker> now) throws SQLException {
        ledger.show(doing, 0, failures, now);
        shown = List.copyOf(now);
        shownAt = System.nanoTime();
    }

    private boolean sameAsShown(List<Blocker> now) {
        return now.size() == shown.size()
                && now.stream().allMatch(blocker -> shown.stream().anyMatch(blocker::isSame));
    }
}
