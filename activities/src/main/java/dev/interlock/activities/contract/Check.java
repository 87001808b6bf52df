// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

/**
 * One thing that the gate looked at.
 *
 * @param name such as {@code evaluators}
 * @param found what it saw, one sentence
 */
record Check(String name, boolean holds, String found) {

    static Check holds(String name, String found) {
        return new Check(name, true, found);
    }

    static Check fails(String name, String found) {
        return new Check(name, false, found);
    }
}
