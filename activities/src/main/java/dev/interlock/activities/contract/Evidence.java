// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a gate looked at and found, kept with the migration for good. */
final class Evidence {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String UNKNOWN = """
            SELECT DISTINCT u.said
            FROM interlock.evidence e, jsonb_each(e.facts) f, jsonb_array_elements_text(f.value -> 'unknown') AS u(said)
            WHERE e.id = (SELECT max(n.id) FROM interlock.evidence n WHERE n.migration = ? AND n.gate = ? AND n.open)
            """;

    private Evidence() {}

    static void write(Connection connection, long migration, String gate, boolean open, List<Check> checks)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO interlock.evidence (migration, gate, open, facts) VALUES (?, ?, ?, ?::jsonb)",
                migration,
                gate,
                open,
                json(checks));
    }

    /** What the newest open gate of this kind did not know: what an approval since then has been told. */
    static Set<String> unknown(Connection connection, long migration, String gate) throws SQLException {
        return Set.copyOf(Sql.list(connection, UNKNOWN, row -> row.getString(1), migration, gate));
    }

    private static Map<String, Object> fact(Check check) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("holds", check.holds());
        fact.put("found", check.found());
        if (!check.unknown().isEmpty()) {
            fact.put("unknown", check.unknown());
        }
        return fact;
    }

    private static String json(List<Check> checks) {
        Map<String, Map<String, Object>> facts = new LinkedHashMap<>();
        checks.forEach(check -> facts.put(check.name(), fact(check)));
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are always JSON", e);
        }
    }
}
