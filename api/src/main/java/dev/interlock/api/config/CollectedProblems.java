// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes on reading after a mistake, so that all of them are known at the end. Used for one reading only. */
final class CollectedProblems extends DeserializationProblemHandler {

    private final List<String> problems = new ArrayList<>();

    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object beanOrClass,
            String name)
            throws IOException {
        problems.add(Positions.path(parser) + ": unknown key"
                + Positions.nearest(name, deserializer.getKnownPropertyNames()));
        parser.skipChildren();
        return true;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
            DeserializationContext context, Class<?> type, String value, String why) {
        problems.add(Positions.path(context.getParser()) + ": '" + value + "' is not a " + type.getSimpleName());
        return null;
    }

    @Override
    public @Nullable Object handleUnexpectedToken(
            DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String why)
            throws IOException {
        problems.add(Positions.path(parser) + ": " + Positions.expected(type));
        parser.skipChildren();
        return null;
    }
}
