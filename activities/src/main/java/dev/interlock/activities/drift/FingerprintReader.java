// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.drift;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.activities.sync.HiddenNames;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.drift.Fingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One query for all facts of all claimed tables and their partitions, one for their files. What is hidden reads as if it were not. */
public final class FingerprintReader {

    private static final String RELATIONS = """
            WITH RECURSIVE claimed(name, relid) AS (
                SELECT n.name, to_regclass(n.name)::oid FROM unnest(?) AS n(name) WHERE to_regclass(n.name) IS NOT NULL
                UNION
                SELECT i.inhrelid::regclass::text, i.inhrelid
                FROM claimed JOIN pg_inherits i ON i.inhparent = claimed.relid
            ), relation AS (
                SELECT DISTINCT c.oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind, c.relrowsecurity,
                       c.relforcerowsecurity, c.relispartition, c.relpartbound, c.relfilenode, c.relpersistence
                FROM claimed JOIN pg_class c ON c.oid = claimed.relid JOIN pg_namespace n ON n.oid = c.relnamespace)
            """;

    /**
     * A foreign key of another table that refers to this one is a dependant: it decides which writes of a key go through,
     * and keeps the contract from dropping what it refers to. An index that is not unique decides nothing: which rows can be
     * written and read is the same with and without it, and how fast is for the guardrails to say. A team builds one while a
     * migration soaks for weeks, and nothing should hold for it.
     *
     * <p>The triggers of an archive come and go, and answer to the archive's own proof. NOT NULL stands with its column. A trigger's definition is followed by its function's, whichever schema that
     * is in.
     */
    private static final String FACTS = RELATIONS + """
            SELECT interlock.under_old_names(f.place), interlock.under_old_names(f.fact) FROM (
            SELECT r.name || ': table' AS place,
                   concat_ws(', ', 'kind ' || r.relkind::text, 'persistence ' || r.relpersistence::text,
                             CASE WHEN r.relispartition THEN pg_get_expr(r.relpartbound, r.oid) END) AS fact
            FROM relation r
            UNION ALL
            SELECT r.name || ': row security', CASE WHEN r.relforcerowsecurity THEN 'forced' ELSE 'on' END
            FROM relation r WHERE r.relrowsecurity
            UNION ALL
            SELECT r.name || ': column ' || quote_ident(a.attname),
                   concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                             CASE WHEN a.attcollation <> t.typcollation THEN 'COLLATE ' || a.attcollation::regcollation::text END,
                             CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                             CASE WHEN a.attidentity <> '' THEN 'IDENTITY ' || a.attidentity::text END,
                             CASE WHEN a.attgenerated <> '' THEN 'GENERATED ' || a.attgenerated::text
                                  WHEN d.oid IS NOT NULL THEN 'DEFAULT' END,
                             pg_get_expr(d.adbin, d.adrelid))
            FROM relation r
            JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            UNION ALL
            SELECT r.name || ': constraint ' || quote_ident(k.conname), pg_get_constraintdef(k.oid)
            FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype NOT IN ('n', 't')
            UNION ALL
            SELECT format('%s: foreign key %I of %I.%I', r.name, k.conname, n.nspname, c.relname), pg_get_constraintdef(k.oid)
            FROM relation r
            JOIN pg_constraint k ON k.confrelid = r.oid AND k.contype = 'f' AND k.conparentid = 0 AND k.conrelid <> r.oid
            JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            UNION ALL
            SELECT r.name || ': unique index ' || quote_ident(x.relname), pg_get_indexdef(i.indexrelid)
            FROM relation r JOIN pg_index i ON i.indrelid = r.oid AND i.indisunique AND i.indisvalid
            JOIN pg_class x ON x.oid = i.indexrelid
            WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = r.oid)
            UNION ALL
            SELECT r.name || ': trigger ' || quote_ident(t.tgname),
                   CASE t.tgenabled WHEN 'O' THEN 'enabled' WHEN 'A' THEN 'enabled always' WHEN 'R' THEN 'enabled for replicas'
                                    ELSE 'disabled' END || ' ' || pg_get_triggerdef(t.oid)
            FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal AND t.tgname NOT LIKE 'zzzz\\_interlock\\_archive\\_%'
            UNION ALL
            SELECT DISTINCT r.name || ': function ' || p.oid::regprocedure::text,
                   'md5 ' || md5(interlock.under_old_names(pg_get_functiondef(p.oid)))
            FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal AND t.tgname NOT LIKE 'zzzz\\_interlock\\_archive\\_%' JOIN pg_proc p ON p.oid = t.tgfoid
            UNION ALL
            SELECT r.name || ': policy ' || quote_ident(p.polname),
                   concat_ws(' ', 'FOR ' || p.polcmd::text, CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                             'TO ' || p.polroles::regrole[]::text, 'USING ' || pg_get_expr(p.polqual, p.polrelid),
                             'WITH CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
            FROM relation r JOIN pg_policy p ON p.polrelid = r.oid
            UNION ALL
            SELECT 'sync: function ' || p.oid::regprocedure::text, 'md5 ' || md5(interlock.under_old_names(pg_get_functiondef(p.oid)))
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'interlock'
            WHERE p.proname ~ ('^(agreement|going_back|long_way|is_forward|is_backward|old_changed|new_changed|forward|backward)_'
                               || ? || '_[0-9]+(_[0-9]+)?$')) f
            """;

    private static final String FILES = RELATIONS
            + "SELECT interlock.under_old_names(r.name), r.relfilenode::text FROM relation r WHERE r.relfilenode <> 0";

    private static final String SETTINGS = "SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL TimeZone = 'UTC';"
            + " SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'";

    private FingerprintReader() {}

    /**
     * Needs a transaction: the settings that definitions are written out under hold for it alone.
     *
     * @param tables {@code schema.table}
     * @param migration whose generated functions are part of it
     */
    public static Fingerprint read(Connection transaction, List<String> tables, long migration) throws SQLException {
        Sql.run(transaction, SETTINGS);
        HiddenNames hidden = HiddenNames.of(transaction, migration);
        List<String> quoted = tables.stream()
                .map(name -> hidden.stored(TableName.of(name)).quoted())
                .toList();
        SortedMap<String, String> facts = new TreeMap<>();
        Sql.list(
                transaction,
                FACTS,
                row -> facts.put(row.getString(1), row.getString(2)),
                quoted,
                Long.toString(migration));
        SortedMap<String, String> files = new TreeMap<>();
        Sql.list(transaction, FILES, row -> files.put(row.getString(1), row.getString(2)), quoted);
        return new Fingerprint(facts, files);
    }
}
