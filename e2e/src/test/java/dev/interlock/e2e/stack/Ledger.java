// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a migration stands, as it is on record; needs neither worker nor Temporal. */
public final class Ledger {

    private static final String STANDING = """
            SELECT phase, percent, hold, EXISTS (SELECT FROM interlock.hiding h WHERE h.migration = number)
            FROM interlock.migration WHERE id = ? ORDER BY number DESC LIMIT 1
            """;
    private static final String HIGHEST = """
            SELECT coalesce(max(h.percent), 0) FROM interlock.flag_history h JOIN interlock.migration m ON m.number = h.migration
            WHERE m.id = ?
            """;
    private static final String EVENTS = """
            SELECT e.kind || ' ' || e.text FROM interlock.event e JOIN interlock.migration m ON m.number = e.migration
            WHERE m.id = ? ORDER BY e.id
            """;

    private final Connections connections;

    /** Where connections come from. */
    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    Ledger(Connections connections) {
        this.connections = connections;
    }

    /**
     * @param percent thousandths of a percent
     * @param hidden whether the old names do not resolve
     */
    public record Standing(
            String phase, int percent, @Nullable String hold, boolean hidden) {

        static final Standing NOWHERE = new Standing("", 0, null, false);

        public boolean isIn(String wanted) {
            return phase.equals(wanted);
        }

        public boolean isHeld() {
            return hold != null;
        }
    }

    public Standing standing(String id) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(STANDING)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Standing(row.getString(1), row.getInt(2), row.getString(3), row.getBoolean(4))
                        : Standing.NOWHERE;
            }
        }
    }

    /** Of users that were ever on the new path at once, in thousandths of a percent. */
    public int highestPercent(String id) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(HIGHEST)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Everything on record, oldest first, each with its kind in front. */
    public List<String> events(String id) throws SQLException {
        try (Connection connection = connections.open();
                PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setString(1, id);
            List<String> events = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    events.add(row.getString(1));
                }
            }
            return events;
        }
    }

    public Standing awaitPhase(String id, String phase) throws Exception {
        return Waiting.until(id + " to be in " + phase, () -> standing(id), standing -> standing.isIn(phase));
    }

    /** @param thousandths of a percent */
    public void awaitPercent(String id, int thousandths) throws Exception {
        Waiting.until(
                id + " to be at " + thousandths / 1000 + " %",
                () -> standing(id),
                standing -> standing.percent() == thousandths);
    }

    public Standing awaitHeld(String id) throws Exception {
        return Waiting.until(id + " to be held", () -> standing(id), Standing::isHeld);
    }

    /** @param text some part of what was put on record */
    public void awaitEvent(String id, String text) throws Exception {
        Waiting.until(
                id + " to have on record: " + text,
                () -> events(id),
                events -> events.stream().anyMatch(event -> event.contains(text)));
    }
}
