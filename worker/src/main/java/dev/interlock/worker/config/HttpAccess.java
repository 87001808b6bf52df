// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import io.dropwizard.util.Duration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a server outside is reached. Secrets stand in files and nowhere else.
 *
 * @param url {@code http://…} or {@code https://…}
 * @param timeout after which an answer is no answer; at most 10 s, for the worker beats for its life between two questions
 * @param caFile certificates, in PEM, of whoever signs the server's
 */
public record HttpAccess(
        String url,
        Duration timeout,
        @Nullable String caFile,
        @Nullable String bearerTokenFile,
        @Nullable String username,
        @Nullable String passwordFile) {

    private static final Duration TIMEOUT = Duration.seconds(5);
    private static final Duration LONGEST_TIMEOUT = Duration.seconds(10);

    static HttpAccess of(
            @Nullable String url,
            @Nullable Duration timeout,
            @Nullable String caFile,
            @Nullable String bearerTokenFile,
            @Nullable String username,
            @Nullable String passwordFile) {
        return new HttpAccess(
                url == null ? "" : url,
                timeout == null ? TIMEOUT : timeout,
                caFile,
                bearerTokenFile,
                username,
                passwordFile);
    }

    List<String> problems(String path) {
        boolean secret = bearerTokenFile != null || passwordFile != null;
        List<String> problems = new ArrayList<>(new HttpAddress(path + ".url", url).problems(secret));
        if (timeout.toMilliseconds() <= 0 || timeout.toMilliseconds() > LONGEST_TIMEOUT.toMilliseconds()) {
            problems.add(path + ".timeout is " + timeout + "; write more than 0s, and at most " + LONGEST_TIMEOUT);
        }
        if ((username == null) != (passwordFile == null)) {
            problems.add(path + ".username and " + path + ".passwordFile go together");
        }
        if (username != null && bearerTokenFile != null) {
            problems.add(path + " has a user and a bearer token; write one of them");
        }
        unreadable(path + ".caFile", caFile).ifPresent(problems::add);
        unreadable(path + ".bearerTokenFile", bearerTokenFile).ifPresent(problems::add);
        unreadable(path + ".passwordFile", passwordFile).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> unreadable(String key, @Nullable String file) {
        return file == null || Files.isReadable(Path.of(file))
                ? Optional.empty()
                : Optional.of(key + ": " + file + " cannot be read");
    }
}
