// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** What is wrong with the new path, as a scenario asks for it. May be changed while the shop is open. */
public final class NewPathTrouble {

    /** One read in so many looks a name up: enough to see, too little to stop a small machine. */
    private static final int READS_PER_SCAN = 10;

    private volatile LongPredicate fails = id -> false;
    private volatile boolean scanning;
    private volatile long delayNanos;
    private volatile LongPredicate nameless = id -> false;

    /** The new path fails, reading and writing, for the users with these ids. */
    public void failNewPathFor(LongPredicate ids) {
        fails = ids;
    }

    /**
     * The new path fails for that share of the users, always the same ones.
     *
     * @param ratio from 0 to 1
     */
    public void failNewPathFor(double ratio) {
        failNewPathFor(share(ratio));
    }

    /**
     * The new path writes that share of the users with their whole name as the last one, and no first: right in the new shape.
     *
     * @param ratio from 0 to 1
     */
    public void leaveFirstNameOutFor(double ratio) {
        nameless = share(ratio);
    }

    private static LongPredicate share(double ratio) {
        return id -> Math.floorMod(id * 7919, 1000) < ratio * 1000;
    }

    /** The new path looks users up by a pair of columns that no index has. Nothing fails. */
    public void scanOnNewPath(boolean on) {
        scanning = on;
    }

    /** Each call of the new path takes so much longer. Nothing fails. */
    public void delayNewPathBy(Duration delay) {
        delayNanos = delay.toNanos();
    }

    public void end() {
        delayNanos = 0;
        fails = id -> false;
        nameless = id -> false;
        scanning = false;
    }

    /** What is asked for at the beginning of each call of the new path. */
    void meet(long id) {
        LockSupport.parkNanos(delayNanos);
        if (fails.test(id)) {
            throw new DeliberateFailure(id);
        }
    }

    boolean leavesFirstNameOut(long id) {
        return nameless.test(id);
    }

    boolean scans(long id) {
        return scanning && id % READS_PER_SCAN == 0;
    }

    /** What the scenario asked for; to the shop and to its clients a failed request like any other. */
    static final class DeliberateFailure extends RuntimeException {

        DeliberateFailure(long id) {
            super("the new path cannot handle user " + id, null, false, false);
        }
    }
}
