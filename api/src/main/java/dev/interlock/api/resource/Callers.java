// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says about who sends it, and whether it was sent before. */
final class Callers {

    /** As long as there is no authentication, a caller who gives no name has none. */
    static final String ANONYMOUS = "anonymous";

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private Callers() {}

    static String actor(@Nullable String named) {
        return named == null || named.isBlank() ? ANONYMOUS : named;
    }

    static Optional<String> key(@Nullable String header) {
        return Optional.ofNullable(header).map(String::strip).filter(key -> !key.isEmpty());
    }
}
