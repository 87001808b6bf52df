// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.health;

import java.sql.SQLException;

/** Why a database does not answer, in one line. */
public final class DatabaseWords {

    private DatabaseWords() {}

    /** The pool's own time-out hides the driver's words in its cause. */
    public static String of(SQLException failure) {
        Throwable root = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }
}
