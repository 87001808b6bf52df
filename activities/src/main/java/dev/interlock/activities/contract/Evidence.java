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

/** What a gate looked at and found, kept with the migration for good. */
final class Evidence {

    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static String json(List<Check> checks) {
        Map<String, Map<String, Object>> facts = new LinkedHashMap<>();
        checks.forEach(check -> facts.put(check.name(), Map.of("holds", check.holds(), "found", check.found())));
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are always JSON", e);
        }
    }
}
