// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.drift.Drift;
import dev.interlock.domain.drift.Fingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fingerprints of one migration in the ledger, inside one transaction.
 *
 * <p>A change by the team is kept with the newest line of the audit, and is let pass by a {@code resume} that follows a hold
 * for drift after that line, in the same run or in one that goes on after it. So it holds in every attempt of a look until a person has seen it, and not once more. What was
 * let pass before is good again as well: the team may have put its change back. A change of the sync is never let pass:
 * it is compared with what the last exact parity found.
 */
public final class DriftBook {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> FACTS = new TypeReference<>() {};

    private static final String LET_PASS = """
            SELECT f.facts FROM interlock.fingerprint f
            WHERE f.migration = ? AND (cardinality(f.changes) = 0 OR EXISTS (
                SELECT FROM interlock.event held JOIN interlock.event resumed
                  ON resumed.migration = held.migration AND resumed.sequence > held.sequence
                WHERE NOT EXISTS (
                    SELECT FROM interlock.event started
                    WHERE started.migration = f.migration AND started.sequence = 0 AND started.kind = 'COMMAND'
                      AND started.id BETWEEN held.id AND resumed.id)
                  AND resumed.id > held.id AND held.migration = f.migration AND held.id > f.after_event AND held.kind = 'HOLD'
                  AND held.text LIKE 'DRIFT: %' AND resumed.kind = 'COMMAND' AND resumed.hold IS NULL
                  AND resumed.text ~ '^resume( |:)'))
            ORDER BY f.id DESC
            """;

    private static final String INSERT = """
            INSERT INTO interlock.fingerprint (migration, facts, files, changes, after_event)
            SELECT ?, ?::jsonb, ?::jsonb, ?,
                   coalesce((SELECT max(e.id) FROM interlock.event e WHERE e.migration = ?), 0)
            """;

    private static final String NEWEST =
            "SELECT f.facts FROM interlock.fingerprint f WHERE f.migration = ? ORDER BY f.id DESC LIMIT 1";

    private final Connection transaction;
    private final long number;
    private final List<String> tables;

    /** @param tables the claimed ones, {@code schema.table} */
    public DriftBook(Connection transaction, long number, List<String> tables) {
        this.transaction = transaction;
        this.number = number;
        this.tables = List.copyOf(tables);
    }

    /** Where nothing has been let pass yet, what is there is taken as it is. */
    public Drift look() throws SQLException {
        Fingerprint now = read();
        Optional<Drift> drift = compared(now);
        if (drift.isEmpty()) {
            take(now);
        }
        return drift.orElse(Drift.NONE);
    }

    /** Empty where nothing has been let pass yet. */
    public Optional<Drift> compared(Fingerprint now) throws SQLException {
        List<Fingerprint> letPass = fingerprints(LET_PASS);
        if (letPass.isEmpty()) {
            return Optional.empty();
        }
        if (letPass.stream().anyMatch(now::sameAs)) {
            return Optional.of(Drift.NONE);
        }
        Drift drift = Drift.between(letPass.get(0), now, number);
        Fingerprint kept = now.withSyncOf(letPass.get(0), number);
        if (!drift.theirs().isEmpty() && fingerprints(NEWEST).stream().noneMatch(kept::sameAs)) {
            write(kept, drift.theirs());
        }
        return Optional.of(drift);
    }

    public Fingerprint read() throws SQLException {
        return FingerprintReader.read(transaction, tables, number);
    }

    /** As an exact parity found it: good from now on. */
    public void take(Fingerprint found) throws SQLException {
        write(found, List.of());
    }

    private void write(Fingerprint fingerprint, List<String> changes) throws SQLException {
        Sql.update(transaction, INSERT, number, json(fingerprint.facts()), json(fingerprint.files()), changes, number);
    }

    private List<Fingerprint> fingerprints(String question) throws SQLException {
        return Sql.list(transaction, question, row -> Fingerprint.of(parse(row.getString(1))), number);
    }

    private static String json(SortedMap<String, String> facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are always JSON", e);
        }
    }

    private static Map<String, String> parse(String json) {
        try {
            return JSON.readValue(json, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fingerprint is not what this version writes: " + json, e);
        }
    }
}
