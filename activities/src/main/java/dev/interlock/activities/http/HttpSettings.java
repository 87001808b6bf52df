// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a server is and how it is asked.
 *
 * @param name what people call it
 * @param address {@code http://…} or {@code https://…}
 * @param timeout after which an answer is no answer
 * @param authority the certificates, in PEM, of whoever signs the server's; the system's own when absent
 */
public record HttpSettings(
        String name, URI address, Duration timeout, Optional<Path> authority, Credentials credentials) {}
