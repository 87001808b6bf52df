// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** What an activity does in the transaction that let it in. */
@FunctionalInterface
public interface EntryWork<T> {

    /** @param row as it stands after the call's notes were written; locked */
    T apply(MigrationRow row, Connection connection) throws SQLException;
}
