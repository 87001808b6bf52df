// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.activities.sync.BlockRange;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.Quote;
import java.util.List;
import java.util.stream.Collectors;

/** The statements of one archive, as text. */
final class ArchiveSql {

    /** Texts of types come out in one way whatever the session's settings are. */
    static final String SETTINGS =
            "SET search_path = pg_catalog, pg_temp; SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD';"
                    + " SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET row_security = off";

    /** Operators of a key's type may be the team's own; what is anybody else's is looked up last. */
    static final String RESTORE_PATH = "pg_catalog, public";

    /**
     * Before a statement that pairs a few rows with those of a whole table, in its transaction: each row is then looked up by the key.
     * PostgreSQL would read the whole of the other table instead, and hash it, as soon as the few are more than one in some hundreds;
     * for one statement that is cheaper, and for each of a thousand batches it is the table a thousand times.
     */
    static final String BY_KEY = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

    private static final String FUNCTION = """
            CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp%2$s AS
            $interlock$
            -- Keeps the archive of %3$s up. Written by Interlock; do not edit.
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    DELETE FROM %4$s a WHERE %5$s;
                    RETURN NULL;
                END IF;
                IF TG_OP = 'UPDATE' THEN
                    IF record_image_ne(ROW(%6$s), ROW(%7$s)) THEN
                        DELETE FROM %4$s a WHERE %5$s;
                    END IF;
                END IF;
                INSERT INTO %4$s (%8$s) VALUES (%9$s)
                %10$s;
                RETURN NULL;
            END
            $interlock$
            """;

    /** The settings cost a little at each write, and only texts of types depend on them. */
    private static final String STEADY = "\n    SET TimeZone = 'UTC' SET DateStyle = 'ISO, YMD'"
            + " SET IntervalStyle = 'postgres' SET extra_float_digits = 1 SET bytea_output = 'hex'";

    /** What the columns of the key are called is asked when it runs: they may be hidden by then. */
    private static final String EMPTIED = """
            CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger
                LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp%2$s AS
            $interlock$
            DECLARE
                same text;
            BEGIN
                SELECT string_agg(format(CASE WHEN c.as_text THEN 'a.%%I = format(''%%%%s'', s.%%I)' ELSE 'a.%%I = s.%%I' END,
                                         c.name, t.attname), ' AND ')
                INTO same
                FROM interlock.archive_column c JOIN pg_attribute t ON t.attrelid = %3$s AND t.attnum = c.number
                WHERE c.migration = %4$s AND c.position = %5$s AND c.is_key;
                EXECUTE format('DELETE FROM %6$s a USING ONLY %%s s WHERE ', TG_RELID::regclass) || same;
                RETURN NULL;
            END
            $interlock$
            """;

    private static final String FILL = """
            INSERT INTO %1$s (%2$s)
            SELECT %3$s FROM ONLY %4$s s
            WHERE %5$s AND NOT EXISTS (
                SELECT FROM %1$s a WHERE %6$s AND pg_catalog.record_image_eq(ROW(%7$s), ROW(%3$s)))
            FOR NO KEY UPDATE OF s SKIP LOCKED
            %8$s
            """;

    private static final String ORPHANS = "DELETE FROM %1$s a WHERE NOT EXISTS (SELECT FROM %2$s s WHERE %3$s)";

    private static final String SUM =
            "SELECT count(*), coalesce(sum(pg_catalog.hashtextextended(ROW(%s)::text, 0)::numeric), 0)"
                    + "::text FROM %s";

    private final Archive archive;

    ArchiveSql(Archive archive) {
        this.archive = archive;
    }

    /** @param table what the archived table is called now */
    List<String> table(TableName table) {
        String store = archive.store().quoted();
        String keys = archive.key().stream().map(ArchivedColumn::quoted).collect(Collectors.joining(", "));
        String columns = archive.stored().stream()
                .map(column -> column.kept("s.") + " AS " + column.quoted())
                .collect(Collectors.joining(", "));
        return List.of(
                "CREATE TABLE " + store + " AS SELECT " + columns + " FROM " + table.quoted() + " s WITH NO DATA",
                "ALTER TABLE " + store + " ADD CONSTRAINT " + Quote.identifier(archive.keyName()) + " PRIMARY KEY ("
                        + keys + ")",
                "SELECT interlock.close_relation(" + Quote.literal(store) + "::regclass)");
    }

    List<String> functions() {
        String keys = archive.key().stream().map(column -> column.bare("OLD.")).collect(Collectors.joining(", "));
        String newKeys =
                archive.key().stream().map(column -> column.bare("NEW.")).collect(Collectors.joining(", "));
        String steady = archive.columns().stream().anyMatch(ArchivedColumn::asText) ? STEADY : "";
        return List.of(
                FUNCTION.formatted(
                        archive.function(),
                        steady,
                        archive.table(),
                        archive.store().quoted(),
                        archive.sameKey("OLD."),
                        keys,
                        newKeys,
                        archive.columnList(),
                        archive.kept("NEW."),
                        overwriting()),
                EMPTIED.formatted(
                        archive.emptiedFunction(),
                        steady,
                        archive.relation(),
                        archive.migration(),
                        archive.position(),
                        archive.store().quoted()),
                "REVOKE ALL ON FUNCTION " + archive.function() + "(), " + archive.emptiedFunction() + "() FROM PUBLIC");
    }

    /**
     * After the row, so that what BEFORE triggers and PostgreSQL made of it is seen. The condition ties the triggers to the
     * columns: PostgreSQL lets nobody change the type of one, or drop it, without naming them.
     */
    List<String> rowTriggers(TableName table) {
        String changed = "pg_catalog.record_image_ne(ROW(" + bare("OLD.") + "), ROW(" + bare("NEW.") + "))";
        return List.of(
                trigger("insert", "AFTER INSERT", table, "FOR EACH ROW", archive.function()),
                trigger("update", "AFTER UPDATE", table, "FOR EACH ROW WHEN (" + changed + ")", archive.function()),
                trigger("delete", "AFTER DELETE", table, "FOR EACH ROW", archive.function()),
                always("insert", table),
                always("update", table),
                always("delete", table));
    }

    /** On the leaves, one by one: a trigger for statements is not taken over from a parent, and a leaf can be emptied by itself. */
    List<String> leafTriggers(TableName leaf) {
        return List.of(
                trigger("truncate", "BEFORE TRUNCATE", leaf, "FOR EACH STATEMENT", archive.emptiedFunction()),
                always("truncate", leaf));
    }

    /**
     * Rows of the range that the archive does not have as they are; rows that others have locked are skipped, never waited for. To be
     * run after {@link #BY_KEY}.
     */
    String fill(TableName leaf, BlockRange range) {
        return FILL.formatted(
                archive.store().quoted(),
                archive.columnList(),
                archive.kept("s."),
                leaf.quoted(),
                range.condition("s"),
                archive.sameKey("s."),
                archive.values("a"),
                overwriting());
    }

    /** Rows that the table does not have any more. */
    String orphans(TableName table) {
        return ORPHANS.formatted(archive.store().quoted(), table.quoted(), archive.sameKey("s."));
    }

    /** The one statement here that names the archived table alone: by its alias the contract's gate knows whose it is. */
    String sumOfTable(TableName table) {
        return SUM.formatted(archive.kept("interlock_source."), table.quoted() + " interlock_source");
    }

    String sumOfArchive() {
        return SUM.formatted(archive.values("a"), archive.store().quoted() + " a");
    }

    private String overwriting() {
        return "ON CONFLICT ON CONSTRAINT " + Quote.identifier(archive.keyName()) + " DO UPDATE SET "
                + archive.stored().stream()
                        .map(column -> column.quoted() + " = excluded." + column.quoted())
                        .collect(Collectors.joining(", "));
    }

    private String bare(String row) {
        return archive.stored().stream().map(column -> column.bare(row)).collect(Collectors.joining(", "));
    }

    private String trigger(String kind, String event, TableName table, String how, String function) {
        return "CREATE OR REPLACE TRIGGER %s %s ON %s %s EXECUTE FUNCTION %s()"
                .formatted(Quote.identifier(archive.trigger(kind)), event, table.quoted(), how, function);
    }

    private String always(String kind, TableName table) {
        return "ALTER TABLE " + table.quoted() + " ENABLE ALWAYS TRIGGER " + Quote.identifier(archive.trigger(kind));
    }
}
