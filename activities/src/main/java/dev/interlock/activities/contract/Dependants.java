// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.contract;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.preflight.PublishedNames;
import dev.interlock.domain.ddl.DroppedObject;
import dev.interlock.domain.ddl.Mention;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands against hiding or dropping a name. What PostgreSQL ties to the column or table itself follows a rename silently, so that nobody
 * would notice that it is still needed, and the drop would be refused for it; the text of a function does not follow, and the
 * writes that run it would fail; a subscriber goes by the names that a publication sends. What the contract drops itself is
 * declared, and stands against nothing. Takes no lock.
 */
final class Dependants {

    private static final String TIED = """
            SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid),
                   coalesce(v.relname, g.attname, t.tgname, p.proname, k.conname, '')
            FROM pg_depend d
            LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
            LEFT JOIN pg_class v ON v.oid = r.ev_class
            LEFT JOIN pg_attrdef e ON d.classid = 'pg_attrdef'::regclass AND e.oid = d.objid
            LEFT JOIN pg_attribute g ON g.attrelid = e.adrelid AND g.attnum = e.adnum
            LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
            LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
            LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ?::bigint::oid AND (? = 0 OR d.refobjsubid = ?)
              AND d.deptype = 'n'
              AND (d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass, 'pg_trigger'::regclass,
                                 'pg_attrdef'::regclass)
                   OR (k.contype = 'f' AND k.conrelid <> d.refobjid AND k.conparentid = 0))
              AND (v.oid IS NULL OR v.oid <> d.refobjid)
              AND (g.attrelid IS NULL OR g.attrelid <> d.refobjid OR ? <> 0)
              AND (t.oid IS NULL OR (NOT t.tgisinternal AND t.tgname NOT LIKE 'zzzz\\_interlock\\_%'
                                     AND (t.tgrelid <> d.refobjid OR ? <> 0)))
            ORDER BY 1
            """;

    /** With the name somewhere in the text, in whatever case. What it is there is told by {@link FunctionText}. */
    private static final String MENTIONED = """
            SELECT 'function ' || p.oid::regprocedure::text, p.proname, l.lanname = 'sql', p.prosrc, EXISTS (
                  SELECT FROM pg_trigger t WHERE t.tgfoid = p.oid AND t.tgrelid IN (
                      SELECT ?::bigint::oid UNION SELECT m.relid FROM pg_partition_tree(?::bigint::oid) m))
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
            WHERE l.lanname NOT IN ('c', 'internal') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'interlock')
              AND strpos(lower(p.prosrc), lower(?)) > 0
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

    /** @param hides whether the name is hidden before it is dropped */
    List<Dependant> of(HideTarget target, boolean hides) throws SQLException {
        List<Dependant> found = new ArrayList<>(tied(target, hides));
        if (hides) {
            for (String publication : PublishedNames.of(connection, target.table(), target.column())) {
                found.add(dependant(
                        target,
                        "publication " + publication,
                        "sends it to subscribers, who go by its name",
                        true,
                        true));
            }
        }
        found.addAll(functions(target, hides));
        return found;
    }

    private List<Dependant> tied(HideTarget target, boolean hides) throws SQLException {
        int part = target.attribute();
        String why = hides
                ? "depends on it and would follow the rename"
                : "depends on it and would keep it from being dropped";
        List<String[]> rows = Sql.list(
                connection,
                TIED,
                row -> new String[] {row.getString(1), row.getString(2)},
                target.relation(),
                part,
                part,
                part,
                part);
        return rows.stream()
                .filter(row -> !declared.contains(row[1]))
                .map(row -> dependant(target, row[0], why, true, hides))
                .toList();
    }

    private List<Dependant> functions(HideTarget target, boolean hides) throws SQLException {
        List<FunctionText> texts = Sql.list(
                connection, MENTIONED, FunctionText::read, target.relation(), target.relation(), target.name());
        List<Dependant> found = new ArrayList<>();
        for (FunctionText text : texts) {
            Mention mention = declared.contains(text.name()) ? Mention.NONE : text.mention(target);
            if (mention == Mention.NAMED) {
                found.add(dependant(target, text.function(), "names it in its text and would fail", true, hides));
            } else if (mention != Mention.NONE) {
                found.add(dependant(
                        target, text.function(), "may name it in its text and then would fail", false, hides));
            }
        }
        return found;
    }

    /** Of {@code VIEW reports.names} as it is written after DROP, each name. */
    private static Stream<String> words(String written) {
        return Arrays.stream(written.split("[\\s.,\"();]+", -1)).filter(word -> !word.isEmpty());
    }

    private static Dependant dependant(HideTarget target, String what, String why, boolean certain, boolean hides) {
        return new Dependant(
                target + ": " + what + " " + why + "; change it, or drop it in the contract"
                        + (hides ? ", or hide nothing (contract.hide: 0s)" : ""),
                certain);
    }
}
