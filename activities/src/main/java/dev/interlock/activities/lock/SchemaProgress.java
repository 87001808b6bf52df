// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.lock;

import java.util.List;

/**
 * What schema work shows while it goes on.
 *
 * @param step such as {@code expand}
 * @param doing the file, or what is done now
 * @param tries attempts at its locks so far
 * @param waitingFor who blocks it at this moment
 */
public record SchemaProgress(String step, String doing, int tries, List<Blocker> waitingFor) {
    public SchemaProgress {
        waitingFor = List.copyOf(waitingFor);
    }
}
