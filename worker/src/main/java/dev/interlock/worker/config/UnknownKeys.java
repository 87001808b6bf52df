// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects keys that nobody reads, where Jackson would stop at the first. */
final class UnknownKeys extends DeserializationProblemHandler {

    private final List<String> found = new ArrayList<>();

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            @Nullable JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String key)
            throws IOException {
        String path = parser.getParsingContext().pathAsPointer().toString();
        String dotted = path.isEmpty() ? key : path.substring(1).replace('/', '.');
        Collection<Object> known = deserializer == null ? List.of() : names(deserializer);
        found.add("unknown key " + dotted + (known.isEmpty() ? "" : "; known here: " + new TreeSet<>(known)));
        parser.skipChildren();
        return true;
    }

    private static Collection<Object> names(JsonDeserializer<?> deserializer) {
        Collection<Object> names = deserializer.getKnownPropertyNames();
        return names == null ? List.of() : names;
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
