// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** What is wrong with a JSON body, for people who do not know our classes. */
final class JsonWords {

    private JsonWords() {}

    static String of(JsonProcessingException malformed) {
        if (malformed instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + path(unknown) + "'; known: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        if (malformed instanceof MismatchedInputException mismatch) {
            String path = path(mismatch);
            return path.isEmpty() ? "the body has the wrong shape" : "'" + path + "' has the wrong shape";
        }
        return "not JSON: " + malformed.getOriginalMessage();
    }

    private static String path(JsonMappingException exception) {
        return exception.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
