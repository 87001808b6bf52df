// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the present row of a result. */
@FunctionalInterface
public interface RowReader<T> {

    T read(ResultSet row) throws SQLException;
}
