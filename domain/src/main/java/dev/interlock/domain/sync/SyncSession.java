// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import dev.interlock.domain.ddl.TableName;
import dev.interlock.domain.plan.SyncRule;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings under which expressions are evaluated, everywhere the same: a text read as a timestamptz means another
 * moment in Berlin than in UTC.
 */
public final class SyncSession {

    /** What reads the formats of numbers, money and months. Each costs time on every write, so only where one is named. */
    private static final Pattern FORMATS =
            Pattern.compile("\\b(to_char|to_number|to_date|to_timestamp|money)\\b", Pattern.CASE_INSENSITIVE);

    private SyncSession() {}

    /** Setting → value as {@code set_config} takes it. The plan's own {@code session} settings win. */
    public static SortedMap<String, String> settings(SyncRule rule) {
        SortedMap<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        settings.put("search_path", Quote.identifier(TableName.of(rule.table()).schema()) + ", pg_temp");
        settings.put("TimeZone", "UTC");
        settings.put("DateStyle", "ISO, YMD");
        settings.put("IntervalStyle", "postgres");
        settings.put("extra_float_digits", "1");
        settings.put("bytea_output", "hex");
        settings.put("standard_conforming_strings", "on");
        if (readsFormats(rule)) {
            settings.put("lc_monetary", "C");
            settings.put("lc_numeric", "C");
            settings.put("lc_time", "C");
        }
        settings.putAll(rule.session());
        return settings;
    }

    private static boolean readsFormats(SyncRule rule) {
        return Stream.of(rule.forward(), rule.backward())
                .flatMap(side -> side.values().stream())
                .anyMatch(expression -> FORMATS.matcher(expression).find());
    }

    /** The same for the rest of a transaction. */
    static List<String> local(SyncRule rule) {
        return settings(rule).entrySet().stream()
                .map(setting -> "SET LOCAL " + assigned(setting))
                .toList();
    }

    /** The same as a function's SET clauses, one a line. */
    static String clauses(SyncRule rule) {
        return settings(rule).entrySet().stream()
                .map(setting -> "    SET " + assigned(setting))
                .collect(Collectors.joining("\n"));
    }

    /** A list of schemas is given bare: quoted it would be the name of one schema. */
    private static String assigned(Map.Entry<String, String> setting) {
        boolean bare = setting.getKey().equalsIgnoreCase("search_path");
        String value = bare ? setting.getValue() : Quote.literal(setting.getValue());
        return setting.getKey() + " = " + value;
    }
}
