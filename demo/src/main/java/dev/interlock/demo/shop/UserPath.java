// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What the shop's code does with a user's name; there are two of it. Each path names its own columns only. */
interface UserPath {

    /** Empty when there is no such user, or a user without a name in this shape. */
    Optional<PersonName> read(Connection connection, long id) throws SQLException;

    /** Many at once; who is not there, or has no name in this shape, is not in the answer. */
    Map<Long, PersonName> readAll(Connection connection, Collection<Long> ids) throws SQLException;

    /** False when there is no such user. */
    boolean rename(Connection connection, long id, PersonName name) throws SQLException;

    void register(Connection connection, long id, PersonName name) throws SQLException;
}
