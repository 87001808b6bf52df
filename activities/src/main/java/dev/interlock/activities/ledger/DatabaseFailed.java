// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.SQLException;

/** The database did not do what it was asked for reasons that may pass: the activity is tried again. */
public final class DatabaseFailed extends RuntimeException {

    public DatabaseFailed(String doing, SQLException cause) {
        super(doing + ": " + cause.getMessage() + " (SQLSTATE " + cause.getSQLState() + ")", cause);
    }
}
