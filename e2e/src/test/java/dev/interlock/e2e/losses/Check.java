// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares what the applications were told with what is there. Nobody may be writing. */
final class Check {

    private static final String FLAG = """
            SELECT percent, epoch, actor FROM interlock.flag_history WHERE key = ? ORDER BY migration, version
            """;

    private final Connection connection;
    private final String id;
    private final PeopleTable table;

    Check(Connection connection, String id, PeopleTable table) {
        this.connection = connection;
        this.id = id;
        this.table = table;
    }

    List<String> findings(Journal journal, boolean oldPathExists) throws SQLException {
        List<String> findings = new ArrayList<>(rows(journal, oldPathExists));
        findings.addAll(flag());
        return findings;
    }

    private List<String> rows(Journal journal, boolean oldPathExists) throws SQLException {
        Map<Long, Seen> seen = table.read(connection, oldPathExists);
        List<String> findings = new ArrayList<>();
        journal.rows()
                .forEach((row, history) -> history.findings(seen.remove(row))
                        .forEach(finding -> findings.add("row " + row + ": " + finding)));
        seen.keySet().forEach(row -> findings.add("row " + row + ": nobody wrote it"));
        return findings;
    }

    /** Within an epoch the flag climbs step by step; every epoch begins at 0 %. */
    private List<String> flag() throws SQLException {
        List<String> findings = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(FLAG)) {
            query.setString(1, id);
            try (ResultSet row = query.executeQuery()) {
                int percent = 0;
                long epoch = 0;
                while (row.next()) {
                    int next = row.getInt(1);
                    boolean wentBack = row.getLong(2) > epoch && next == 0;
                    if (!wentBack && next != percent && next != stepAfter(percent)) {
                        findings.add("the flag went from " + percent + " to " + next + " (of 100000) by "
                                + row.getString(3));
                    }
                    percent = next;
                    epoch = row.getLong(2);
                }
            }
        }
        return findings;
    }

    private static int stepAfter(int percent) {
        return LossPlan.STEPS.stream()
                .filter(step -> step > percent)
                .findFirst()
                .orElse(percent);
    }
}
