// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Comparator;

/** A relation by schema and name, as the catalogue spells them: folded, without quotes. */
public record TableName(String schema, String name) implements Comparable<TableName> {

    /** The schema of a name that comes without one. */
    public static final String DEFAULT_SCHEMA = "public";

    private static final Comparator<TableName> ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::name);

    /** {@code users} or {@code accounts.users}, both parts as the catalogue spells them. */
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

    /** In SQL that people read: in quotes only where it has to be. */
    public String sql() {
        return Identifier.sql(schema) + "." + Identifier.sql(name);
    }

    /** In SQL that is run: always in quotes. */
    public String quoted() {
        return Identifier.quoted(schema) + "." + Identifier.quoted(name);
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
