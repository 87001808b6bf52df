// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Where in the configuration something stands, and what was probably meant. */
final class Positions {

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Positions() {}

    /** {@code databases.shop.url}. */
    static String path(JsonParser parser) {
        String path = parser.getParsingContext()
                .pathAsPointer()
                .toString()
                .substring(1)
                .replace('/', '.');
        return path.isEmpty() ? rootKey(parser.getParsingContext()) : path;
    }

    private static String rootKey(JsonStreamContext context) {
        return context.getCurrentName() == null ? "the configuration" : context.getCurrentName();
    }

    static String path(JsonMappingException unreadable) {
        String path = unreadable.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the configuration" : path;
    }

    static String nearest(String name, @Nullable Collection<Object> known) {
        if (known == null) {
            return "";
        }
        return known.stream()
                .map(Object::toString)
                .min(Comparator.comparing(candidate -> DISTANCE.apply(name, candidate)))
                .filter(candidate -> DISTANCE.apply(name, candidate) <= 3)
                .map(candidate -> " (did you mean '" + candidate + "'?)")
                .orElse("");
    }

    static String expected(JavaType type) {
        return type.isMapLikeType() || !type.isConcrete() || type.isRecordType()
                ? "expected keys and values"
                : "expected a " + type.getRawClass().getSimpleName();
    }
}
