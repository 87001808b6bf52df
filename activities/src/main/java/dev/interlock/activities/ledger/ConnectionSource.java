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
}
