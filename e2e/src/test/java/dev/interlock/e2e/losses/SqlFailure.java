// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failed statement says of the server. */
final class SqlFailure {

    private SqlFailure() {}

    /** The session is gone, or the server is: what was under way may have committed. */
    static boolean isConnectionLost(SQLException e) {
        @Nullable String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
