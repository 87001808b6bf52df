// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of {@code deploy/} as it is shipped, but for the port, so that nothing on this machine is in the way. */
final class DeployFile {

    private DeployFile() {}

    static Path copy(String name, Path directory, int port) throws IOException {
        return copy(name, directory, port, "");
    }

    /** @param temporal further lines under {@code temporal:} */
    static Path copy(String name, Path directory, int port, String temporal) throws IOException {
        String shipped = Files.readString(Path.of("..", "deploy", name));
        String changed = shipped.replaceFirst("(?m)^    port: \\d+$", "    port: " + port)
                .replaceFirst("(?m)^temporal:\n", "temporal:\n" + temporal);
        return Files.writeString(directory.resolve(name), changed);
    }
}
