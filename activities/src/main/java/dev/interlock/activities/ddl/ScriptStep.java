// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.sql.Connection;
import java.sql.SQLException;

/** What one attempt at one script does around it, on the connection that runs it. */
interface ScriptStep {

    /** Settings, fence and locks. */
    void before(Connection connection) throws SQLException;

    /** The ledger's row: in the script's own transaction, where it has one. */
    void after(Connection connection) throws SQLException;

    /** However it went. */
    void ends();

    /** What it means that the attempt was cancelled, and not by whoever wants the work. */
    Cancelled cancelled();

    /** Why a statement was cancelled. */
    enum Cancelled {
        /** Its locks were not had in time. */
        LOCKED,
        /** It held its locks for longer than it may. */
        OVERRAN,
        /** By a person, or its time was over. */
        STOPPED
    }
}
