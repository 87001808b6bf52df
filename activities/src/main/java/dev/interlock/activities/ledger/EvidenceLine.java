// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** {@code interlock.evidence}: what a gate looked at and found, kept with the migration for good. */
public final class EvidenceLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EvidenceLine() {}

    /** @param unknown what could not be known about it, one sentence each */
    public record Fact(
            boolean holds,
            String found,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unknown) {

        public Fact {
            unknown = List.copyOf(unknown);
        }

        public Fact(boolean holds, String found) {
            this(holds, found, List.of());
        }
    }

    /** @param facts by the name of the check */
    public static void write(Connection connection, long migration, String gate, boolean open, Map<String, Fact> facts)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO interlock.evidence (migration, gate, open, facts) VALUES (?, ?, ?, ?::jsonb)",
                migration,
                gate,
                open,
                json(facts));
    }

    private static String json(Map<String, Fact> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts are plain text", e);
        }
    }
}
