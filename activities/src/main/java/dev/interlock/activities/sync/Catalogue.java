// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.sync;

import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.ColumnFact;
import dev.interlock.domain.sync.ColumnType;
import dev.interlock.domain.sync.TableFacts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL's catalogue says of tables. Takes no lock on them. */
public final class Catalogue {

    /**
     * A default is constant when every function in its stored tree is immutable and none reads the clock, the session or
     * a sequence. Names come out qualified, since only pg_catalog is in sight. The base type is asked for with the
     * modifier -1: without one it would be {@code character}, which everywhere else means {@code character(1)}.
     */
    private static final String COLUMNS = """
            WITH RECURSIVE base AS (
                SELECT a.attnum, a.atttypid AS type, a.atttypmod AS modifier
                FROM pg_attribute a WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
                UNION ALL
                SELECT b.attnum, t.typbasetype, t.typtypmod
                FROM base b JOIN pg_type t ON t.oid = b.type WHERE t.typtype = 'd')
            SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS declared,
                   format_type(b.type, -1) AS base, b.modifier, a.atttypid <> b.type AS domain,
                   NOT a.attnotnull AS nullable, a.attgenerated <> '' AS generated, a.attidentity <> '' AS identity,
                   pg_get_expr(d.adbin, d.adrelid) AS expression,
                   d.adbin::text !~ '\\{(SQLVALUEFUNCTION|NEXTVALUEEXPR|COERCEVIAIO) ' AND NOT EXISTS (
                       SELECT FROM regexp_matches(d.adbin::text, ':(?:op)?funcid (\\d+)', 'g') f
                       JOIN pg_proc p ON p.oid = f[1]::oid WHERE p.provolatile <> 'i') AS constant
            FROM pg_attribute a
            JOIN base b ON b.attnum = a.attnum
            JOIN pg_type t ON t.oid = b.type AND t.typtype <> 'd'
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = to_regclass(?)
            ORDER BY a.attnum
            """;

    private static final String ROWS_MOVE = """
            SELECT count(*) FROM pg_class c WHERE c.oid = to_regclass(?) AND (c.relkind = 'p' OR c.relispartition)
            """;

    private static final String KEY = """
            SELECT a.attname
            FROM pg_index i
            CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, position)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE k.position <= i.indnkeyatts AND i.indexrelid = (
                SELECT u.indexrelid FROM pg_index u
                WHERE u.indrelid = to_regclass(?) AND u.indisunique AND u.indisvalid AND u.indimmediate
                  AND u.indpred IS NULL AND u.indexprs IS NULL AND NOT EXISTS (
                      SELECT FROM pg_attribute n
                      WHERE n.attrelid = u.indrelid AND NOT n.attnotnull
                        AND n.attnum = ANY ((u.indkey::int2[])[0:u.indnkeyatts - 1]))
                ORDER BY u.indisprimary DESC, u.indnatts, u.indexrelid LIMIT 1)
            ORDER BY k.position
            """;

    private static final String LEAVES = """
            SELECT c.oid::bigint AS oid, n.nspname, c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND (c.oid = to_regclass(?)
                  OR c.oid IN (SELECT t.relid FROM pg_partition_tree(to_regclass(?)) t WHERE t.isleaf))
            ORDER BY c.oid
            """;

    private static final String NAME = """
            SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid = ?::bigint::oid AND c.relkind IN ('r', 'p')
            """;

    private Catalogue() {}

    /** What the table with this oid is called now; empty when it is gone. */
    public static Optional<TableName> name(Connection connection, long table) throws SQLException {
        return Sql.first(connection, NAME, row -> new TableName(row.getString(1), row.getString(2)), table);
    }

    /** Empty when there is no such table. */
    public static Optional<TableFacts> facts(Connection connection, TableName table) throws SQLException {
        Sql.list(connection, "SELECT set_config('search_path', 'pg_catalog, pg_temp', false)", row -> "");
        List<ColumnFact> columns = Sql.list(connection, COLUMNS, Catalogue::column, table.quoted(), table.quoted());
        boolean exists = Sql.number(connection, "SELECT count(to_regclass(?))", table.quoted()) > 0;
        boolean rowsMove = Sql.number(connection, ROWS_MOVE, table.quoted()) > 0;
        return exists ? Optional.of(new TableFacts(table, columns, rowsMove)) : Optional.empty();
    }

    /** The columns of the primary key, else of some unique index without NULLs; empty when rows have no name. */
    public static List<String> key(Connection connection, TableName table) throws SQLException {
        return Sql.list(connection, KEY, row -> row.getString(1), table.quoted());
    }

    /** Where the rows are: the table itself, or its leaf partitions, by oid. */
    public static List<Leaf> leaves(Connection connection, TableName table) throws SQLException {
        return Sql.list(
                connection,
                LEAVES,
                row -> new Leaf(row.getLong("oid"), new TableName(row.getString("nspname"), row.getString("relname"))),
                table.quoted(),
                table.quoted());
    }

    private static ColumnFact column(ResultSet row) throws SQLException {
        ColumnType type = new ColumnType(
                row.getString("declared"), row.getString("base"), row.getInt("modifier"), row.getBoolean("domain"));
        boolean generated = row.getBoolean("generated");
        boolean constant = row.getBoolean("constant");
        Optional<String> expression = Optional.ofNullable(row.getString("expression"));
        Optional<String> standing = expression.filter(text -> !generated);
        return new ColumnFact(
                row.getString("attname"),
                type,
                row.getBoolean("nullable"),
                standing.filter(text -> constant),
                row.getBoolean("identity") || (standing.isPresent() && !constant),
                row.getBoolean("identity")
                        || standing.map(text -> text.startsWith("nextval(")).orElse(false),
                expression.filter(text -> generated));
    }
}
