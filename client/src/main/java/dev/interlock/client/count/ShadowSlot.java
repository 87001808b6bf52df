// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.count;

/** A place for one read that waits to be tried on the new path. Equal to itself only. */
public final class ShadowSlot {

    private final long takenAt;

    ShadowSlot(long takenAt) {
        this.takenAt = takenAt;
    }

    long age(long now) {
        return now - takenAt;
    }
}
