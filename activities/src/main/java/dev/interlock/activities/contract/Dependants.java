// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.preflight.PublishedNames;
import dev.interlock.domain.ddl.DroppedObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands against hiding a name. What PostgreSQL ties to the column or table itself follows a rename silently, so that nobody
 * would notice that it is still needed, and the drop would be refused for it; the text of a function does not follow, and the
 * writes that run it would fail; a subscriber goes by the names that a publication sends. What the contract drops itself is
 * declared, and stands against nothing. Takes no lock.
 */
final class Dependants {

    private static final String TIED = """
            SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid),
                   coalesce(v.relname, g.attname, t.tgname, p.proname, '')
            FROM pg_depend d
            LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
            LEFT JOIN pg_class v ON v.oid = r.ev_class
            LEFT JOIN pg_attrdef e ON d.classid = 'pg_attrdef'::regclass AND e.oid = d.objid
            LEFT JOIN pg_attribute g ON g.attrelid = e.adrelid AND g.attnum = e.adnum
            LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
            LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ?::bigint::oid AND (? = 0 OR d.refobjsubid = ?)
              AND d.deptype = 'n'
              AND d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass,
                                'pg_attrdef'::regclass)
              AND (v.oid IS NULL OR v.oid <> d.refobjid)
              AND (g.attrelid IS NULL OR g.attrelid <> d.refobjid OR ? <> 0)
              AND (t.oid IS NULL OR (NOT t.tgisinternal AND t.tgname NOT LIKE 'zzzz\\_interlock\\_%'
                                     AND (t.tgrelid <> d.refobjid OR ? <> 0)))
            ORDER BY 1
            """;

    /** Words of the name, and of the table where it is not the table's own trigger that runs the function. */
    private static final String MENTIONED = """
            SELECT 'function ' || p.oid::regprocedure::text, p.proname
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
            WHERE l.lanname NOT IN ('c', 'internal') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'interlock')
              AND p.prosrc ~* ('\\y' || regexp_replace(?, '([^[:alnum:]_])', '\\\\\\1', 'g') || '\\y')
              AND (p.prosrc ~* ('\\y' || regexp_replace(?, '([^[:alnum:]_])', '\\\\\\1', 'g') || '\\y') OR EXISTS (
                  SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid AND t.tgrelid IN (
                      SELECT ?::bigint::oid UNION SELECT m.relid FROM pg_partition_tree(?::bigint::oid) m)))
            ORDER BY 1
            """;

    private final Connection connection;
    private final Set<String> declared;

    /** @param dropped by the contract, which is how a dependant is declared */
    Dependants(Connection connection, List<DroppedObject> dropped) {
        this.connection = connection;
        this.declared = dropped.stream()
                .flatMap(object -> object.name().stream())
                .flatMap(Dependants::words)
                .collect(Collectors.toSet());
    }

    /** One sentence each. */
    List<String> of(HideTarget target) throws SQLException {
        List<String> found = new ArrayList<>();
        int part = target.attribute();
        found.addAll(sentences(
                target, "depends on it and would follow the rename", TIED, target.relation(), part, part, part, part));
        for (String publication : PublishedNames.of(connection, target.table(), target.column())) {
            found.add(sentence(target, "publication " + publication, "sends it to subscribers, who go by its name"));
        }
        found.addAll(sentences(
                target,
                "names it in its text and would fail",
                MENTIONED,
                target.name(),
                target.table().name(),
                target.relation(),
                target.relation()));
        return found;
    }

    /** Of {@code VIEW reports.names} as it is written after DROP, each name. */
    private static Stream<String> words(String written) {
        return Arrays.stream(written.split("[\\s.,\"();]+", -1)).filter(word -> !word.isEmpty());
    }

    private List<String> sentences(HideTarget target, String why, String question, Object... values)
            throws SQLException {
        return Sql.list(connection, question, row -> new String[] {row.getString(1), row.getString(2)}, values).stream()
                .filter(row -> !declared.contains(row[1]))
                .map(row -> sentence(target, row[0], why))
                .toList();
    }

    private static String sentence(HideTarget target, String dependant, String why) {
        return target + ": " + dependant + " " + why
                + "; change it, or drop it in the contract, or hide nothing (contract.hide: 0s)";
    }
}
