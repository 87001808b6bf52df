// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.measure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.activities.ledger.ClaimedTables;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.guardrail.Figures;
import dev.interlock.domain.guardrail.ScanReading;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.guardrail.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How PostgreSQL would run a statement for whatever values: its generic plan, which is asked for and never run. FAIL where it reads
 * a large claimed table, or a partition of one, from end to end.
 *
 * <p>Locks: ACCESS SHARE on the tables of the statement, or as much as it would take itself on those that it changes, for the
 * time of planning.
 */
final class QueryPlans {

    private static final String NAME = "interlock_plan_guard";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LARGE = ClaimedTables.WITH_MEMBERS + """
            , sized AS (
                SELECT n.nspname || '.' || c.relname AS name, %s AS pages
                FROM member JOIN pg_class c ON c.oid = member.relid JOIN pg_namespace n ON n.oid = c.relnamespace
            )
            SELECT name, pages FROM sized WHERE pages > ?
            """.formatted(ClaimedTables.PAGES);

    private static final String PARAMETERS =
            "SELECT cardinality(p.parameter_types) FROM pg_prepared_statements p WHERE p.name = ?";

    private QueryPlans() {}

    static SourceReading judge(Connection transaction, String asked, String statement, List<String> tables)
            throws SQLException {
        Map<String, Long> large = large(transaction, tables);
        JsonNode plan = plan(transaction, statement);
        Map<String, Long> scanned = new TreeMap<>();
        collect(plan, large, scanned);
        return scanned.isEmpty()
                ? new SourceReading.Said(asked, Verdict.PASS, "its plan scans no large claimed table")
                : new SourceReading.Said(asked, Verdict.FAIL, "its plan scans " + words(scanned) + " from end to end");
    }

    private static Map<String, Long> large(Connection transaction, List<String> tables) throws SQLException {
        Map<String, Long> large = new TreeMap<>();
        Sql.list(
                        transaction,
                        LARGE,
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        tables,
                        ScanReading.SMALL_PAGES,
                        ScanReading.SMALL_PAGES)
                .forEach(table -> large.put(table.getKey(), table.getValue()));
        return large;
    }

    /** A prepared statement outlives its transaction, so one that a broken look has left is taken away first. */
    private static JsonNode plan(Connection transaction, String statement) throws SQLException {
        if (Sql.first(transaction, PARAMETERS, row -> true, NAME).isPresent()) {
            Sql.run(transaction, "DEALLOCATE " + NAME);
        }
        // EXPLAIN has to give the values something, and by NULL every partition would be pruned.
        Sql.run(
                transaction,
                "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_partition_pruning = off");
        Sql.run(transaction, "PREPARE " + NAME + " AS " + statement);
        long parameters = Sql.number(transaction, PARAMETERS, NAME);
        String values =
                parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies((int) parameters, "NULL")) + ")";
        String json = Sql.first(
                        transaction, "EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE " + NAME + values, row -> row.getString(1))
                .orElseThrow();
        Sql.run(transaction, "DEALLOCATE " + NAME);
        return read(json);
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("EXPLAIN (FORMAT JSON) has answered with no JSON: " + json, e);
        }
    }

    private static void collect(JsonNode node, Map<String, Long> large, Map<String, Long> scanned) {
        String table =
                node.path("Schema").asText() + "." + node.path("Relation Name").asText();
        if (node.path("Node Type").asText().equals("Seq Scan") && large.containsKey(table)) {
            scanned.put(table, large.get(table));
        }
        node.forEach(child -> collect(child, large, scanned));
    }

    private static String words(Map<String, Long> scanned) {
        return String.join(
                ", ",
                scanned.entrySet().stream()
                        .map(table -> table.getKey() + " (" + Figures.count(table.getValue()) + " pages)")
                        .toList());
    }
}
