// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.statement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A statement that was called.
 *
 * @param text with {@code $1} for each constant; empty where PostgreSQL has lost it
 * @param role that called it
 * @param ago when it was last seen to have been called
 * @param justNow whether it was since the look before
 */
public record CalledStatement(Optional<String> text, String role, Duration ago, boolean justNow) {

    static CalledStatement read(ResultSet row) throws SQLException {
        return new CalledStatement(
                Optional.ofNullable(row.getString(1)),
                row.getString(2),
                Duration.ofMillis(row.getLong(3)),
                row.getBoolean(4));
    }
}
