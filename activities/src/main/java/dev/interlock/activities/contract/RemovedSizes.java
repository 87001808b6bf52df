// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ddl.Removals;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.plan.Scripts.Script;
import dev.interlock.plans.ContractObjects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the contract removes, with how much of it there is: of tables what they take on disk, of columns what their values take by
 * PostgreSQL's own statistics. Takes no lock and reads no row.
 */
final class RemovedSizes {

    private static final String INDEX = "index ";

    private static final String SIZE = """
            WITH leaf AS (
                SELECT c.oid, c.relname, n.nspname, c.reltuples
                FROM (SELECT to_regclass(?)::oid AS relid UNION SELECT t.relid FROM pg_partition_tree(to_regclass(?)) t) m
                JOIN pg_class c ON c.oid = m.relid AND c.relkind <> 'p' JOIN pg_namespace n ON n.oid = c.relnamespace
            ), width AS (
                SELECT avg(s.avg_width * (1 - s.null_frac)) AS bytes FROM leaf l
                JOIN pg_stats s ON s.schemaname = l.nspname AND s.tablename = l.relname AND s.attname = ?
            )
            SELECT sum(l.reltuples)::bigint, bool_or(l.reltuples < 0),
                   CASE WHEN ?::text IS NULL THEN pg_size_pretty(sum(pg_total_relation_size(l.oid)))
                        ELSE pg_size_pretty((sum(l.reltuples) * (SELECT bytes FROM width))::bigint) END
            FROM leaf l HAVING count(*) > 0
            """;

    private RemovedSizes() {}

    /** One line for each, in the order of the contract. */
    static List<String> of(Connection connection, List<Script> contract) throws SQLException {
        Map<String, String> sizes = new HashMap<>();
        for (DroppedObject object : ContractObjects.in(contract)) {
            size(connection, object).ifPresent(size -> sizes.put(object.toString(), size));
        }
        List<String> removed = contract.stream()
                .flatMap(script -> Removals.of(script.sql()).stream())
                .toList();
        for (String object : removed) {
            if (object.startsWith(INDEX)) {
                index(connection, object.substring(INDEX.length())).ifPresent(size -> sizes.put(object, size));
            }
        }
        return removed.stream()
                .map(object -> object + sizes.getOrDefault(object, ""))
                .toList();
    }

    private static Optional<String> size(Connection connection, DroppedObject object) throws SQLException {
        boolean column = object.kind().equals("column");
        if (object.table().isEmpty() || !(column || object.kind().equals("table"))) {
            return Optional.empty();
        }
        Optional<String> name = column ? object.name() : Optional.empty();
        String table = object.table().get().quoted();
        return Sql.first(connection, SIZE, RemovedSizes::read, table, table, name, name);
    }

    private static String read(ResultSet row) throws SQLException {
        String size = row.getString(3);
        if (row.getBoolean(2) || size == null) {
            return " (size not known before an ANALYZE)";
        }
        return " (about " + size + " in " + String.format(Locale.ROOT, "%,d", row.getLong(1)) + " rows)";
    }

    private static Optional<String> index(Connection connection, String name) throws SQLException {
        return Sql.first(
                connection,
                "SELECT ' (' || pg_size_pretty(pg_relation_size(c.oid)) || ')' FROM pg_class c WHERE c.oid = to_regclass(?)",
                row -> row.getString(1),
                name);
    }
}
