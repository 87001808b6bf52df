// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.contract.HideTarget;
import dev.interlock.activities.ledger.Sql;
import dev.interlock.domain.ddl.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to archive of one table, as the catalogue has it: the columns that go, and a key that tells the rows apart, of
 * columns that stay wherever there is one. Takes no lock.
 *
 * @param going the numbers of the columns that go; all of them where the table does
 */
record ArchiveShape(long relation, TableName table, boolean whole, Set<Integer> going) {

    private static final String COLUMNS = """
            SELECT a.attnum AS number, a.attname AS name, a.attname AS current,
                   format_type(a.atttypid, a.atttypmod) AS type,
                   (SELECT format('%I.%I', n.nspname, l.collname) FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
                    WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation_name,
                   false AS is_key, false AS finds, false AS goes,
                   t.typnamespace <> 'pg_catalog'::regnamespace AS as_text,
                   a.attgenerated <> 'v' AS stored, a.attnotnull AS required,
                   CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default_text,
                   CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS generated_text
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ?::bigint::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;

    private static final String KEYS = """
            SELECT (u.indkey::int2[])[0:u.indnkeyatts - 1]::text[], NOT EXISTS (
                       SELECT FROM pg_attribute n WHERE n.attrelid = u.indrelid AND NOT n.attnotnull
                       AND n.attnum = ANY ((u.indkey::int2[])[0:u.indnkeyatts - 1]))
            FROM pg_index u
            WHERE u.indrelid = ?::bigint::oid AND u.indisunique AND u.indisvalid AND u.indimmediate
              AND u.indpred IS NULL AND u.indexprs IS NULL
            ORDER BY u.indisprimary DESC, u.indnatts, u.indexrelid
            """;

    private static final String INHERITED = """
            SELECT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                           WHERE i.inhparent = ?::bigint::oid AND NOT c.relispartition),
                   EXISTS (SELECT FROM pg_partition_tree(?::bigint::oid::regclass) p JOIN pg_class c ON c.oid = p.relid
                           WHERE c.relkind = 'f')
            """;

    /** One for each table, in the order of what is dropped. */
    static List<ArchiveShape> of(Connection connection, List<HideTarget> targets) throws SQLException {
        Map<Long, List<HideTarget>> byTable = new LinkedHashMap<>();
        for (HideTarget target : targets) {
            byTable.computeIfAbsent(target.relation(), relation -> new ArrayList<>())
                    .add(target);
        }
        List<ArchiveShape> shapes = new ArrayList<>();
        for (List<HideTarget> together : byTable.values()) {
            shapes.add(of(connection, together.get(0), together));
        }
        return shapes;
    }

    private static ArchiveShape of(Connection connection, HideTarget first, List<HideTarget> all) throws SQLException {
        boolean whole = first.column().isEmpty();
        Set<Integer> going = whole
                ? Set.copyOf(Sql.list(connection, COLUMNS, row -> row.getInt("number"), first.relation()))
                : all.stream().map(HideTarget::attribute).collect(Collectors.toSet());
        return new ArchiveShape(first.relation(), first.table(), whole, going);
    }

    /** One sentence for each reason why it cannot be archived. */
    List<String> problems(Connection connection) throws SQLException {
        List<String> problems = new ArrayList<>();
        if (key(connection).isEmpty()) {
            problems.add("table " + table
                    + " has no unique key over columns that are NOT NULL, and nothing else tells its rows"
                    + " apart; give it one");
        }
        boolean[] kinds = Sql.first(
                        connection,
                        INHERITED,
                        row -> new boolean[] {row.getBoolean(1), row.getBoolean(2)},
                        relation,
                        relation)
                .orElseThrow();
        if (kinds[0]) {
            problems.add("other tables inherit from " + table + ", and triggers do not");
        }
        if (kinds[1]) {
            problems.add("a partition of " + table + " is a foreign table");
        }
        return problems;
    }

    /** The columns to archive, each with its part. */
    List<ArchivedColumn> columns(Connection connection) throws SQLException {
        List<Integer> key = key(connection);
        List<Integer> finder = finder(connection);
        return Sql.list(connection, COLUMNS, ArchivedColumn::read, relation).stream()
                .filter(column -> going.contains(column.number())
                        || key.contains(column.number())
                        || finder.contains(column.number()))
                .map(column -> column.as(
                        key.contains(column.number()),
                        finder.contains(column.number()),
                        going.contains(column.number())))
                .toList();
    }

    /** What goes along without being archived. */
    List<String> definitions(Connection connection) throws SQLException {
        return ArchiveDefinitions.of(connection, this);
    }

    /** Of columns that stay, if there is such a key. */
    private List<Integer> key(Connection connection) throws SQLException {
        List<Key> required = keys(connection).stream().filter(Key::required).toList();
        return staying(required)
                .or(() -> required.stream().findFirst())
                .map(Key::numbers)
                .orElse(List.of());
    }

    /** Rows with a NULL in it are not found again, so one without is better. */
    private List<Integer> finder(Connection connection) throws SQLException {
        List<Key> keys = keys(connection);
        return staying(keys.stream().filter(Key::required).toList())
                .or(() -> staying(keys))
                .map(Key::numbers)
                .orElse(List.of());
    }

    private Optional<Key> staying(List<Key> keys) {
        return keys.stream()
                .filter(key -> key.numbers().stream().noneMatch(going::contains))
                .findFirst();
    }

    private List<Key> keys(Connection connection) throws SQLException {
        return Sql.list(connection, KEYS, Key::read, relation);
    }

    private record Key(List<Integer> numbers, boolean required) {

        static Key read(ResultSet row) throws SQLException {
            Array numbers = row.getArray(1);
            return new Key(Sql.texts(numbers).stream().map(Integer::valueOf).toList(), row.getBoolean(2));
        }
    }
}
