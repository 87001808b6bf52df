// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.archive;

import dev.interlock.domain.sync.Quote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One column of an archive.
 *
 * @param number its own in the archived table, which no rename changes
 * @param name as the plan calls it, and as the archive does
 * @param current what the archived table calls it now; the same as {@code name} where that is not known or not there
 * @param key whether it tells the archive's rows apart
 * @param finds whether it stays after the drop and tells the table's rows apart
 * @param goes whether it is taken away
 * @param asText of a type that may be taken away as well, so its text is kept
 * @param stored false where it is computed when it is read: there is only its definition
 */
record ArchivedColumn(
        int number,
        String name,
        String current,
        String type,
        Optional<String> collation,
        boolean key,
        boolean finds,
        boolean goes,
        boolean asText,
        boolean stored,
        boolean required,
        Optional<String> defaultText,
        Optional<String> generatedText) {

    static ArchivedColumn read(ResultSet row) throws SQLException {
        return new ArchivedColumn(
                row.getInt("number"),
                row.getString("name"),
                row.getString("current"),
                row.getString("type"),
                Optional.ofNullable(row.getString("collation_name")),
                row.getBoolean("is_key"),
                row.getBoolean("finds"),
                row.getBoolean("goes"),
                row.getBoolean("as_text"),
                row.getBoolean("stored"),
                row.getBoolean("required"),
                Optional.ofNullable(row.getString("default_text")),
                Optional.ofNullable(row.getString("generated_text")));
    }

    ArchivedColumn as(boolean isKey, boolean isFound, boolean isGoing) {
        return new ArchivedColumn(
                number,
                name,
                current,
                type,
                collation,
                isKey,
                isFound,
                isGoing,
                asText,
                stored,
                required,
                defaultText,
                generatedText);
    }

    String quoted() {
        return Quote.identifier(name);
    }

    /** The column itself, of a row of the archived table. */
    String bare(String row) {
        return row + Quote.identifier(current);
    }

    /** What the archive keeps of it. The output function of a type is its text, whatever casts somebody has made. */
    String kept(String row) {
        String value = bare(row);
        return asText
                ? "CASE WHEN " + value + " IS DISTINCT FROM NULL THEN pg_catalog.format('%s', " + value + ") END"
                : value;
    }
}
