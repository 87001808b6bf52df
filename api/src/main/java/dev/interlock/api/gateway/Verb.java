// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import java.util.Locale;

/** The commands that are built; each is an update of the same name in lower case. */
public enum Verb {
    PAUSE,
    RESUME,
    ROLLBACK,
    REVERT,
    APPROVE,
    PROMOTE,
    EXTEND,
    THROTTLE,
    REPAIR;

    public String updateName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Called by Jersey for a path that its pattern has let through. */
    public static Verb fromString(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
