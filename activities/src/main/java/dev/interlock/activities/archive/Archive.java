// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.domain.ddl.Identifier;
import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.Quote;
import dev.interlock.domain.sync.SyncStamp;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is archived of one table.
 *
 * @param relation the table's oid
 * @param table as the plan calls it
 * @param whole the table, and not only columns of it
 * @param storedAs the table's name in {@code interlock_archive}
 */
record Archive(
        long migration,
        int position,
        TakenBy takenBy,
        long relation,
        TableName table,
        boolean whole,
        String storedAs,
        List<ArchivedColumn> columns) {

    static final String SCHEMA = "interlock_archive";

    Archive {
        columns = List.copyOf(columns);
    }

    /** Such as {@code m7_1_users}: its number and position make it different from every other, however long the rest is. */
    static String storedAs(long migration, int position, TableName table) {
        String readable = table.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        String whole = "m" + migration + "_" + position + "_" + readable;
        // Its key needs two more characters.
        return whole.substring(0, Math.min(whole.length(), Identifier.MAX_LENGTH - 4));
    }

    TableName store() {
        return new TableName(SCHEMA, storedAs);
    }

    String keyName() {
        return storedAs + "_key";
    }

    String function() {
        return "interlock.archive_" + migration + "_" + position;
    }

    String emptiedFunction() {
        return "interlock.archive_emptied_" + migration + "_" + position;
    }

    /** Of the kind {@code insert}, {@code update}, {@code delete} or {@code truncate}. */
    String trigger(String kind) {
        return triggers() + kind;
    }

    /** What the names of its triggers begin with. */
    String triggers() {
        return SyncStamp.TRIGGER_PREFIX + "archive_" + migration + "_" + position + "_";
    }

    /** Those with values in the archive. */
    List<ArchivedColumn> stored() {
        return columns.stream().filter(ArchivedColumn::stored).toList();
    }

    List<ArchivedColumn> key() {
        return columns.stream().filter(ArchivedColumn::key).toList();
    }

    List<ArchivedColumn> going() {
        return columns.stream().filter(ArchivedColumn::goes).toList();
    }

    /** {@code table public.users}, or {@code column public.users.full_name, column …}. */
    String objects() {
        return whole
                ? "table " + table
                : going().stream()
                        .map(column -> "column " + table + "." + column.name())
                        .collect(Collectors.joining(", "));
    }

    String columnList() {
        return stored().stream().map(ArchivedColumn::quoted).collect(Collectors.joining(", "));
    }

    /** What the archive keeps of this row, in the order of {@link #columnList}. */
    String kept(String row) {
        return stored().stream().map(column -> column.kept(row)).collect(Collectors.joining(", "));
    }

    /** Whether the archive's row {@code a} is that of the table's row. */
    String sameKey(String row) {
        return key().stream()
                .map(column -> "a." + column.quoted() + " = " + column.kept(row))
                .collect(Collectors.joining(" AND "));
    }

    /** The values of the archive's row {@code alias}. */
    String values(String alias) {
        return stored().stream()
                .map(column -> Quote.identifier(alias) + "." + column.quoted())
                .collect(Collectors.joining(", "));
    }
}
