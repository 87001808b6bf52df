// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Where work gets its connections from: direct ones, named after the step that they serve. */
public interface ConnectionSource {

    /**
     * A new connection in auto-commit mode, for the caller to close.
     *
     * @param step what it is for, such as {@code backfill}; part of its {@code application_name}
     */
    Connection open(String step) throws SQLException;

    /**
     * Throws unless whoever opened this connection is still the one that does the work. Nothing that is locked meanwhile
     * keeps it so: a successor ends the sessions that had been told so.
     *
     * @throws io.temporal.failure.ApplicationFailure type {@code taken-over}
     */
    default void confirm(Connection connection) throws SQLException {}
}
