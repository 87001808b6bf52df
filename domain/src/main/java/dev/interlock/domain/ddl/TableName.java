// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Comparator;

/** A relation by schema and name, folded as PostgreSQL folds them. */
public record TableName(String schema, String name) implements Comparable<TableName> {

    /** The schema of a name that comes without one. */
    public static final String DEFAULT_SCHEMA = "public";

    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::name);

    /** {@code users} or {@code accounts.users}, both parts plain. */
    public static TableName of(String text) {
        int dot = text.indexOf('.');
        return dot < 0
                ? new TableName(DEFAULT_SCHEMA, text)
                : new TableName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** Whether both parts can be written without quotes. */
    public boolean isPlain() {
        return Identifier.isPlain(schema) && Identifier.isPlain(name);
    }

    /** As it has to be written in SQL. */
    public String sql() {
        return Identifier.sql(schema) + "." + Identifier.sql(name);
    }

    @Override
    public int compareTo(TableName other) {
        return ORDER.compare(this, other);
    }

    /** {@code public.users}: how plans, claims and the ledger name it. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
