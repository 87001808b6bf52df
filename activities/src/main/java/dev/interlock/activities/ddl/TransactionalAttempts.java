// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.activities.lock.LockObserver;

/** Attempts at a script that runs in one transaction. */
final class TransactionalAttempts extends ScriptAttempts {

    private final ScriptLocks locks;

    TransactionalAttempts(Work work, Fence fence, LockObserver observer) {
        super(work, fence, observer);
        this.locks = new ScriptLocks(fence.key().script());
    }

    @Override
    void once(ScriptStep step) {
        FlywayRun.apply(
                work.sessions().dataSource(fence.key().kind().word()),
                fence,
                fence.key().script().sql(),
                new FenceCallback(step));
    }

    @Override
    ScriptStep step() {
        return new TransactionalStep(work, fence, locks, observer);
    }

    @Override
    boolean learnt(UnforeseenLocks unforeseen) {
        return locks.learn(unforeseen.locks());
    }
}
