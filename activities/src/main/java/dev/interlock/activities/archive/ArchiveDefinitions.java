// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.ledger.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes along with a table or with columns of it and is not kept with the rows: in the words of whoever would write it again.
 * What PostgreSQL can only describe comes as a comment. Takes no lock.
 */
final class ArchiveDefinitions {

    private static final String DEPENDANTS = """
            SELECT DISTINCT CASE
                WHEN k.oid IS NOT NULL THEN format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname,
                                                   pg_get_constraintdef(k.oid))
                WHEN x.relkind IN ('i', 'I') THEN pg_get_indexdef(x.oid)
                WHEN t.oid IS NOT NULL THEN pg_get_triggerdef(t.oid)
                ELSE '-- ' || pg_describe_object(d.classid, d.objid, d.objsubid) END
            FROM pg_depend d
            LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
            LEFT JOIN pg_class x ON d.classid = 'pg_class'::regclass AND x.oid = d.objid
            LEFT JOIN pg_trigger t ON d.classid = 'pg_trigger'::regclass AND t.oid = d.objid
            WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ?::bigint::oid
              AND (? OR d.refobjsubid::text = ANY (?)) AND d.classid <> 'pg_attrdef'::regclass AND d.classid <> 'pg_type'::regclass
              AND (x.oid IS NULL OR x.relkind IN ('i', 'I', 'S')) AND (k.oid IS NULL OR k.contype <> 'n')
              AND (t.oid IS NULL OR (NOT t.tgisinternal AND t.tgname NOT LIKE 'zzzz\\_interlock\\_%'))
            ORDER BY 1
            """;

    /** Who may do what: of the table where it goes, and of each column that does. */
    private static final String GRANTS = """
            SELECT format('GRANT %s ON %s TO %s%s', string_agg(g.privilege, ', ' ORDER BY g.number, g.privilege), g.relation,
                          CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                          CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM (
                SELECT 0 AS number, p.privilege_type AS privilege, c.oid::regclass AS relation, c.relowner, p.grantee, p.is_grantable
                FROM pg_class c, aclexplode(c.relacl) p WHERE c.oid = ?::bigint::oid AND ?
                UNION ALL
                SELECT a.attnum, format('%s (%I)', p.privilege_type, a.attname), c.oid::regclass, c.relowner, p.grantee, p.is_grantable
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid, aclexplode(a.attacl) p
                WHERE a.attrelid = ?::bigint::oid AND NOT a.attisdropped AND a.attnum::text = ANY (?)) g
            WHERE g.grantee <> g.relowner
            GROUP BY g.relation, g.grantee, g.is_grantable, g.number > 0
            ORDER BY 1
            """;

    /** Without them a table that is there again would show its rows to more people than before. */
    private static final String SECURITY = """
            SELECT format('ALTER TABLE %s %s', c.oid::regclass, s.what)
            FROM pg_class c, LATERAL (VALUES
                (pg_get_userbyid(c.relowner) <> current_user, format('OWNER TO %I', pg_get_userbyid(c.relowner))),
                (c.relrowsecurity, 'ENABLE ROW LEVEL SECURITY'),
                (c.relforcerowsecurity, 'FORCE ROW LEVEL SECURITY')) AS s(is_set, what)
            WHERE c.oid = ?::bigint::oid AND s.is_set
            """;

    private ArchiveDefinitions() {}

    static List<String> of(Connection connection, ArchiveShape shape) throws SQLException {
        List<String> going = shape.going().stream().map(String::valueOf).toList();
        List<String> found = new ArrayList<>(
                Sql.list(connection, DEPENDANTS, row -> row.getString(1), shape.relation(), shape.whole(), going));
        if (shape.whole()) {
            found.addAll(Sql.list(connection, SECURITY, row -> row.getString(1), shape.relation()));
        }
        found.addAll(Sql.list(
                connection, GRANTS, row -> row.getString(1), shape.relation(), shape.whole(), shape.relation(), going));
        return found;
    }
}
