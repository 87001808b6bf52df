// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import java.util.List;

/**
 * One thing that the gate looked at.
 *
 * @param name such as {@code evaluators}
 * @param holds false is a doubt, which keeps the gate closed
 * @param found what it saw, one sentence
 * @param unknown what it could not see, one sentence each: a person is asked instead
 */
record Check(String name, boolean holds, String found, List<String> unknown) {

    Check {
        unknown = List.copyOf(unknown);
    }

    Check(String name, boolean holds, String found) {
        this(name, holds, found, List.of());
    }

    static Check holds(String name, String found) {
        return new Check(name, true, found);
    }

    static Check fails(String name, String found) {
        return new Check(name, false, found);
    }

    /** Nothing was found against it, as far as it could be seen. */
    static Check holds(String name, String found, List<String> unknown) {
        return new Check(name, true, found, unknown);
    }
}
