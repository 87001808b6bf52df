// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.flag;

import dev.interlock.client.count.ArmCounter;
import dev.interlock.client.count.ShadowCounter;
import dev.interlock.client.count.ShadowSlot;
import java.util.function.BooleanSupplier;

/**
 * One read that may be tried on the new path as well, from its sampling to its end. Between {@link #begin} and {@link #end} it is
 * in flight on the new path, so that no report calls that path empty meanwhile.
 */
public final class Shadow {

    private final ArmCounter newArm;
    private final ShadowCounter counter;
    private final ShadowSlot slot;
    private final BooleanSupplier stillWanted;

    Shadow(ArmCounter newArm, ShadowCounter counter, ShadowSlot slot, BooleanSupplier stillWanted) {
        this.newArm = newArm;
        this.counter = counter;
        this.slot = slot;
        this.stillWanted = stillWanted;
    }

    /**
     * The new path is about to run. False when the flag has changed since the read was sampled, or that was too long ago: then it must
     * not, and this is over.
     */
    public boolean begin() {
        if (!counter.begin(slot)) {
            return false;
        }
        newArm.announce();
        if (stillWanted.getAsBoolean()) {
            return true;
        }
        end();
        counter.skipped();
        return false;
    }

    /** The new path has run. */
    public void end() {
        newArm.withdraw();
        counter.end();
    }

    /** The new path will not run. In place of {@link #begin}. */
    public void skip() {
        counter.skip(slot);
    }

    /** The old path gave nothing to compare with. After {@link #end}. */
    public void uncompared() {
        counter.skipped();
    }

    /** After {@link #end}. */
    public void compared(boolean same) {
        counter.compared(same);
    }
}
