// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.plans.ReadPlan;
import dev.interlock.workflows.port.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The plans that the ledger keeps. Their files travel once; afterwards every activity reads them from here. */
public final class PlanStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

    private final Databases databases;
    private final Function<Map<String, String>, ReadPlan> reader;

    /** @param reader {@code new PlanReader()::read} */
    public PlanStore(Databases databases, Function<Map<String, String>, ReadPlan> reader) {
        this.databases = databases;
        this.reader = reader;
    }

    /** @throws io.temporal.failure.ApplicationFailure not retryable, type {@code invalid-plan} */
    public MigrationPlan plan(Call call) {
        try (Connection connection = databases.named(call.database()).connect(SessionLabel.LEDGER)) {
            return plan(connection, call.number());
        } catch (SQLException e) {
            throw new DatabaseFailed("reading the plan", e);
        }
    }

    MigrationPlan plan(Connection connection, long number) throws SQLException {
        String json = Sql.first(
                        connection,
                        "SELECT files FROM interlock.migration WHERE number = ?",
                        row -> row.getString(1),
                        number)
                .orElseThrow(() -> Failures.leftBehind("the ledger knows no migration number " + number));
        return valid(read(fromJson(json)));
    }

    ReadPlan read(Map<String, String> files) {
        return reader.apply(files);
    }

    static MigrationPlan valid(ReadPlan read) {
        return read.plan().orElseThrow(() -> Failures.invalidPlan(read.problems()));
    }

    static String toJson(Map<String, String> files) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(files));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    private static Map<String, String> fromJson(String json) {
        try {
            return JSON.readValue(json, FILES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's files are written by this class", e);
        }
    }
}
