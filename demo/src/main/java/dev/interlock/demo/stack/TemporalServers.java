// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code temporal} binary when it is on the PATH, else the in-process server. */
public final class TemporalServers {

    private TemporalServers() {}

    /**
     * @param port for clients
     * @param webUiPort used only by the binary
     * @param file where the binary keeps its state
     * @param log what the binary says
     */
    public static TemporalServer start(int port, int webUiPort, Path file, Path log) throws IOException {
        Optional<Path> binary = PathPrograms.find("temporal");
        return binary.isPresent()
                ? DevelopmentServer.start(binary.orElseThrow(), port, webUiPort, file, log)
                : InProcessServer.start(port);
    }
}
