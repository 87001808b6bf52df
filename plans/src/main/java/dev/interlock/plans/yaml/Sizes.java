// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of data as people write them: {@code 512KiB}, {@code 50MiB}, {@code 1GiB}. */
final class Sizes {

    /** Six digits keep every size within a long; a size of nothing is never meant. */
    static final String PATTERN = "([1-9]\\d{0,5})(KiB|MiB|GiB)";

    private static final Pattern SIZE = Pattern.compile(PATTERN);
    private static final Map<String, Long> BYTES = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Sizes() {}

    /** In bytes; empty when it is not a size. */
    static Optional<Long> parse(String text) {
        Matcher matcher = SIZE.matcher(text);
        return matcher.matches()
                ? Optional.of(Long.parseLong(matcher.group(1)) * BYTES.getOrDefault(matcher.group(2), 1L))
                : Optional.empty();
    }
}
