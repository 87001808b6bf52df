// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

/** A later attempt, run or epoch has taken over this script: nothing of this attempt is applied. */
final class FenceLost extends RuntimeException {

    FenceLost(Fence fence) {
        super("attempt " + fence.attempt() + " at " + fence.key() + " was left behind");
    }
}
