// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a connection of its own, straight to the database: LISTEN does not work through a transaction pooler. */
@FunctionalInterface
public interface ConnectionSource {

    Connection open() throws SQLException;
}
