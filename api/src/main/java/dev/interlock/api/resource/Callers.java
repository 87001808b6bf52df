// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request says about who sends it, and whether it was sent before. */
final class Callers {

    /** As long as there is no authentication, a caller who gives no name has none. */
    static final String ANONYMOUS = "anonymous";

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** It becomes part of an id in Temporal, which takes up to 1000 bytes. */
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,200}");

    private Callers() {}

    static String actor(@Nullable String named) {
        return named == null || named.isBlank() ? ANONYMOUS : named;
    }

    static Optional<String> key(@Nullable String header) {
        Optional<String> key = Optional.ofNullable(header).map(String::strip).filter(given -> !given.isEmpty());
        key.filter(given -> !KEY.matcher(given).matches()).ifPresent(odd -> {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, IDEMPOTENCY_KEY + " has at most 200 printable ASCII characters");
        });
        return key;
    }
}
