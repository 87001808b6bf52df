// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

/** A table by its two names, as the catalogue spells them. */
public record TableName(String schema, String name) {

    /** Reads {@code schema.table}, or {@code table} in {@code public}. */
    public static TableName of(String written) {
        int dot = written.indexOf('.');
        return dot < 0
                ? new TableName("public", written)
                : new TableName(written.substring(0, dot), written.substring(dot + 1));
    }

    public String quoted() {
        return Quote.identifier(schema) + "." + Quote.identifier(name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
