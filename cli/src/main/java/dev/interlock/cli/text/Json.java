// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Small questions to a JSON object. */
final class Json {

    private Json() {}

    /** Empty when it is missing, null or blank. */
    static Optional<String> text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        return value.isMissingNode() || value.isNull() || value.asText().isBlank()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    /** {@code a, b}; empty for an empty list. */
    static Optional<String> joined(JsonNode object, String key) {
        String joined = StreamSupport.stream(object.path(key).spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }
}
