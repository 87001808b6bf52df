// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.sync;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists of columns, written out. */
final class Lines {

    private Lines() {}

    /** {@code "a", "b"}. */
    static String names(List<ColumnFact> columns) {
        return joined(columns, ", ", ColumnFact::quoted);
    }

    /** {@code ROW(NEW."a", NEW."b")} for the prefix {@code NEW.}. */
    static String row(String prefix, List<ColumnFact> columns) {
        return "ROW(" + joined(columns, ", ", column -> column.of(prefix)) + ")";
    }

    /** Shifted to the right, as a piece of a larger text. */
    static String indented(int spaces, String text) {
        return text.indent(spaces).replaceAll("(?m)^ +$", "").stripTrailing();
    }

    static <T> String joined(Collection<T> parts, String between, Function<T, String> text) {
        return parts.stream().map(text).collect(Collectors.joining(between));
    }
}
