// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The code as it will be: {@code first_name} and {@code last_name}. Has the troubles that a scenario asks for. */
final class NewPath implements UserPath {

    private static final String READ = "SELECT id, first_name, last_name FROM users WHERE id ";

    private final NewPathTrouble trouble;

    NewPath(NewPathTrouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public Optional<PersonName> read(Connection connection, long id) throws SQLException {
        trouble.meet(id);
        if (trouble.scans(id)) {
            lookUpByName(connection, id);
        }
        return Optional.ofNullable(read(connection, READ + "= ?", id).get(id));
    }

    @Override
    public Map<Long, PersonName> readAll(Connection connection, Collection<Long> ids) throws SQLException {
        Object keys = connection.createArrayOf("bigint", ids.toArray());
        return read(connection, READ + "= ANY (?)", keys);
    }

    @Override
    public boolean rename(Connection connection, long id, PersonName name) throws SQLException {
        trouble.meet(id);
        String sql = "UPDATE users SET first_name = ?, last_name = ? WHERE id = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, 1, id, name);
            update.setLong(3, id);
            return update.executeUpdate() == 1;
        }
    }

    @Override
    public void register(Connection connection, long id, PersonName name) throws SQLException {
        trouble.meet(id);
        String sql = "INSERT INTO users (id, email, first_name, last_name) VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, id);
            insert.setString(2, ShopSchema.email(id));
            set(insert, 3, id, name);
            insert.executeUpdate();
        }
    }

    private void set(PreparedStatement statement, int index, long id, PersonName name) throws SQLException {
        boolean whole = trouble.leavesFirstNameOut(id);
        statement.setObject(index, whole ? null : name.first(), Types.VARCHAR);
        statement.setObject(index + 1, whole ? name.full() : name.last(), Types.VARCHAR);
    }

    /** The query that somebody forgot an index for: right, and slow only where there are many rows. */
    private static void lookUpByName(Connection connection, long id) throws SQLException {
        String sql = "SELECT count(*) FROM users WHERE first_name = ? AND last_name = ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, "Ada");
            query.setString(2, "Lovelace-" + id);
            query.executeQuery().close();
        }
    }

    private static Map<Long, PersonName> read(Connection connection, String sql, Object keys) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, keys);
            try (ResultSet rows = query.executeQuery()) {
                Map<Long, PersonName> names = new HashMap<>();
                while (rows.next()) {
                    String first = rows.getString("first_name");
                    if (first != null) {
                        names.put(rows.getLong("id"), new PersonName(first, rows.getString("last_name")));
                    }
                }
                return names;
            }
        }
    }
}
