// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** How we say who we are. A secret is only ever in its file and in the header. */
public sealed interface Credentials {

    /** Nobody asks. */
    record None() implements Credentials {}

    /** @param token the file that holds it */
    record Bearer(Path token) implements Credentials {}

    /** @param password the file that holds it */
    record Basic(String user, Path password) implements Credentials {}

    /** The value of {@code Authorization}; a line end at the end of a secret's file is no part of it. */
    default Optional<String> header() throws IOException {
        if (this instanceof Bearer bearer) {
            return Optional.of("Bearer " + secret(bearer.token()));
        }
        if (this instanceof Basic basic) {
            byte[] both = (basic.user() + ":" + secret(basic.password())).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
        }
        return Optional.empty();
    }

    private static String secret(Path file) throws IOException {
        return Files.readString(file).stripTrailing();
    }
}
