// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.sync.Quote;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing to bring back: a column, or a whole table.
 *
 * @param column empty for the table
 * @param target the table it comes back into, as it is called now; where the table itself comes back, as it was called
 */
record Restoration(Archive archive, Optional<ArchivedColumn> column, TableName target) {

    /** 0 for the table. */
    int number() {
        return column.map(ArchivedColumn::number).orElse(0);
    }

    /** {@code column public.users.full_name}. */
    @Override
    public String toString() {
        return column.map(one -> "column " + target + "." + one.name()).orElse("table " + target);
    }

    /** A column that may be NULL and has no default, whatever it had: rows that are newer than the drop have no value for it. */
    String adding() {
        ArchivedColumn one = column.orElseThrow();
        return "ALTER TABLE " + target.quoted() + " ADD COLUMN " + definition(one);
    }

    /** With its key, and NOT NULL where it was; of the rest nothing. */
    String creating() {
        String columns = archive.stored().stream()
                .map(one -> definition(one) + (one.required() ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        String key = archive.key().stream().map(ArchivedColumn::quoted).collect(Collectors.joining(", "));
        return "CREATE TABLE " + target.quoted() + " (" + columns + ", PRIMARY KEY (" + key + "))";
    }

    /**
     * To be run after {@link ArchiveSql#BY_KEY}.
     *
     * @param range a condition on the archive's rows {@code a}; what has a value already keeps it
     */
    String filling(String range) {
        if (column.isEmpty()) {
            return "INSERT INTO " + target.quoted() + " (" + archive.columnList() + ") SELECT "
                    + archive.stored().stream().map(Restoration::typed).collect(Collectors.joining(", ")) + " FROM "
                    + archive.store().quoted() + " a WHERE " + range + " ON CONFLICT DO NOTHING";
        }
        ArchivedColumn one = column.get();
        // One condition on both: no statistics say that a column which has just been added has no values. PostgreSQL
        // would begin with the few rows of the table that it takes to have none, and read all of them to find those.
        return "UPDATE " + target.quoted() + " t SET " + one.quoted() + " = " + typed(one) + " FROM "
                + archive.store().quoted() + " a WHERE " + range + " AND " + sameRow() + " AND CASE WHEN a."
                + one.quoted()
                + " IS DISTINCT FROM NULL THEN t." + one.quoted() + " IS NOT DISTINCT FROM NULL ELSE false END";
    }

    String countGone() {
        return "SELECT count(*) FROM " + archive.store().quoted() + " a WHERE NOT EXISTS (SELECT FROM "
                + target.quoted() + " t WHERE " + sameRow() + ")";
    }

    String countNewer() {
        return "SELECT count(*) FROM " + target.quoted() + " t WHERE NOT EXISTS (SELECT FROM "
                + archive.store().quoted() + " a WHERE " + sameRow() + ")";
    }

    /** By the table's own index: the archive's value is what is cast. */
    private String sameRow() {
        return archive.columns().stream()
                .filter(ArchivedColumn::finds)
                .map(one -> one.bare("t.") + " = " + typed(one))
                .collect(Collectors.joining(" AND "));
    }

    private static String typed(ArchivedColumn column) {
        return "a." + column.quoted() + (column.asText() ? "::" + column.type() : "");
    }

    private static String definition(ArchivedColumn column) {
        return Quote.identifier(column.name()) + " " + column.type()
                + column.collation().map(name -> " COLLATE " + name).orElse("");
    }
}
