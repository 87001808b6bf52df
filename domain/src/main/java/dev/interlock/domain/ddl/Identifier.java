// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.ddl;

import java.util.Locale;
import java.util.Set;

/** PostgreSQL's rules for names: unquoted ones are folded to lower case, others stand in double quotes. */
public final class Identifier {

    /** PostgreSQL truncates longer names silently; in bytes, and plain names have one byte per character. */
    public static final int MAX_LENGTH = 63;

    /** Words that PostgreSQL 14 to 18 do not take as a column or table name without quotes. */
    private static final Set<String> RESERVED =
            Set.of(("all analyse analyze and any array as asc asymmetric authorization"
                            + " binary both case cast check collate collation column concurrently constraint create cross"
                            + " current_catalog current_date current_role current_schema current_time current_timestamp"
                            + " current_user default deferrable desc distinct do else end except false fetch for foreign freeze"
                            + " from full grant group having ilike in initially inner intersect into is isnull join lateral"
                            + " leading left like limit localtime localtimestamp natural not notnull null offset on only or"
                            + " order outer overlaps placing primary references returning right select session_user similar"
                            + " some symmetric system_user table tablesample then to trailing true union unique user using"
                            + " variadic verbose when where window with")
                    .split(" "));

    private Identifier() {}

    /** The name itself: what stands between quotes, or the folded word. */
    public static String fold(String written) {
        if (written.length() >= 2 && written.startsWith("\"") && written.endsWith("\"")) {
            return written.substring(1, written.length() - 1).replace("\"\"", "\"");
        }
        return written.toLowerCase(Locale.ROOT);
    }

    /** As people write it in SQL: in quotes only where it has to be. */
    public static String sql(String name) {
        return isPlain(name) && !RESERVED.contains(name) ? name : quoted(name);
    }

    /** As every version takes it, whatever words it reserves. */
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Whether it consists of lower-case letters, digits, {@code _} and {@code $} only. */
    public static boolean isPlain(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && isStart(name.charAt(0))
                && name.chars().allMatch(c -> isStart((char) c) || (c >= '0' && c <= '9') || c == '$');
    }

    private static boolean isStart(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }
}
