// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.sql.SQLException;

/** What an attempt does. */
@FunctionalInterface
public interface WorkBody<T> {

    T run(Work work) throws SQLException;
}
