// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.EvidenceLine;
import dev.interlock.activities.ledger.EvidenceLine.Fact;
import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a gate looked at and found, kept with the migration for good. */
final class Evidence {

    private static final String UNKNOWN = """
            SELECT DISTINCT u.said
            FROM interlock.evidence e, jsonb_each(e.facts) f, jsonb_array_elements_text(f.value -> 'unknown') AS u(said)
            WHERE e.id = (SELECT max(n.id) FROM interlock.evidence n WHERE n.migration = ? AND n.gate = ? AND n.open)
            """;

    private Evidence() {}

    static void write(Connection connection, long migration, String gate, boolean open, List<Check> checks)
            throws SQLException {
        Map<String, Fact> facts = new LinkedHashMap<>();
        checks.forEach(check -> facts.put(check.name(), new Fact(check.holds(), check.found(), check.unknown())));
        EvidenceLine.write(connection, migration, gate, open, facts);
    }

    /** What the newest open gate of this kind did not know: what an approval since then has been told. */
    static Set<String> unknown(Connection connection, long migration, String gate) throws SQLException {
        return Set.copyOf(Sql.list(connection, UNKNOWN, row -> row.getString(1), migration, gate));
    }
}
