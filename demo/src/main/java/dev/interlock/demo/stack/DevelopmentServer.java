// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import dev.interlock.worker.boot.AttributeTypes;
import dev.interlock.workflows.temporal.InterlockAttributes;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code temporal server start-dev}: durable in a file, with the Web UI. */
final class DevelopmentServer implements TemporalServer {

    private final ChildProcess process;
    private final int port;
    private final int webUiPort;

    private DevelopmentServer(ChildProcess process, int port, int webUiPort) {
        this.process = process;
        this.port = port;
        this.webUiPort = webUiPort;
    }

    static DevelopmentServer start(Path binary, int port, int webUiPort, Path file, Path log) throws IOException {
        return new DevelopmentServer(
                ChildProcess.start("temporal", command(binary, port, webUiPort, file), log), port, webUiPort);
    }

    static List<String> command(Path binary, int port, int webUiPort, Path file) {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(webUiPort),
                "--db-filename",
                file.toString(),
                "--log-level",
                "warn"));
        for (SearchAttributeKey<?> key : InterlockAttributes.ALL) {
            command.add("--search-attribute");
            command.add(key.getName() + "=" + AttributeTypes.commandLineName(key));
        }
        return command;
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Optional<String> webUi() {
        return Optional.of("http://127.0.0.1:" + webUiPort);
    }

    @Override
    public String description() {
        return "Temporal development server (the temporal binary) on " + address() + ", Web UI "
                + webUi().orElseThrow();
    }

    @Override
    public void close() {
        process.close();
    }
}
