// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping that was read, with defaults filled in. A key whose value was wrong is absent.
 *
 * @param path such as {@code ramp.steps[1]}; empty for the whole file
 * @param values text, {@link Duration}, {@link BigDecimal}, {@link Long}, {@link Boolean}, list of {@link Item}, section,
 *     or {@link #NONE}
 */
public record Section(String path, Map<String, Item> values) {

    public Section {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What stands for a word such as {@code none}: the key was read, and has no value. */
    static final Object NONE = new Object();

    /** A value and where it stands. */
    public record Item(String path, Object value) {

        public String text() {
            return (String) value;
        }

        public Section section() {
            return (Section) value;
        }
    }

    public Optional<String> text(String key) {
        return of(key, String.class);
    }

    public Optional<Duration> duration(String key) {
        return of(key, Duration.class);
    }

    public Optional<BigDecimal> decimal(String key) {
        return of(key, BigDecimal.class);
    }

    public Optional<Long> whole(String key) {
        return of(key, Long.class);
    }

    public Optional<Boolean> flag(String key) {
        return of(key, Boolean.class);
    }

    public Optional<Section> section(String key) {
        return of(key, Section.class);
    }

    /** The readable entries of a list. */
    public Optional<List<Item>> items(String key) {
        return Optional.ofNullable(values.get(key)).map(item -> ((Items) item.value()).entries());
    }

    /** The text values of a mapping whose keys the plan chose. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, item) -> texts.put(key, item.text()));
        return texts;
    }

    /** Whether every one of the keys was readable or has a default. */
    public boolean hasAll(String... keys) {
        return List.of(keys).stream().allMatch(values::containsKey);
    }

    private <T> Optional<T> of(String key, Class<T> type) {
        return Optional.ofNullable(values.get(key))
                .map(Item::value)
                .filter(value -> value != NONE)
                .map(type::cast);
    }

    /** A list that was read. */
    record Items(List<Item> entries) {
        Items {
            entries = List.copyOf(entries);
        }
    }
}
