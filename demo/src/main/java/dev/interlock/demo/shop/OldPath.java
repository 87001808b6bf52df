// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The code as it was: one column, {@code full_name}. */
final class OldPath implements UserPath {

    @Override
    public Optional<PersonName> read(Connection connection, long id) throws SQLException {
        return Optional.ofNullable(read(connection, "SELECT id, full_name FROM users WHERE id = ?", id)
                .get(id));
    }

    @Override
    public Map<Long, PersonName> readAll(Connection connection, Collection<Long> ids) throws SQLException {
        Object keys = connection.createArrayOf("bigint", ids.toArray());
        return read(connection, "SELECT id, full_name FROM users WHERE id = ANY (?)", keys);
    }

    @Override
    public boolean rename(Connection connection, long id, PersonName name) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE users SET full_name = ? WHERE id = ?")) {
            update.setString(1, name.full());
            update.setLong(2, id);
            return update.executeUpdate() == 1;
        }
    }

    @Override
    public void register(Connection connection, long id, PersonName name) throws SQLException {
        String sql = "INSERT INTO users (id, email, full_name) VALUES (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, id);
            insert.setString(2, ShopSchema.email(id));
            insert.setString(3, name.full());
            insert.executeUpdate();
        }
    }

    private static Map<Long, PersonName> read(Connection connection, String sql, Object keys) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, keys);
            try (ResultSet rows = query.executeQuery()) {
                Map<Long, PersonName> names = new HashMap<>();
                while (rows.next()) {
                    names.put(rows.getLong("id"), PersonName.ofFull(rows.getString("full_name")));
                }
                return names;
            }
        }
    }
}
