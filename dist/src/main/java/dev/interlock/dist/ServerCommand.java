// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import dev.interlock.demo.stack.Closing;
import dev.interlock.demo.stack.TemporalServer;
import dev.interlock.demo.stack.TemporalServers;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interlock server}: a Temporal to try things with, on loopback, with the search attributes. */
@Command(
        name = "server",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a Temporal to try things with, until it is stopped:",
            "the temporal binary when it is on the PATH, else one inside this process."
        })
final class ServerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", defaultValue = "7233", description = "For clients; ${DEFAULT-VALUE} when left out.")
    private int port = 7233;

    @Option(names = "--web-ui-port", defaultValue = "8233", description = "${DEFAULT-VALUE} when left out.")
    private int webUiPort = 8233;

    @Option(names = "--directory", description = "Where the binary keeps its state; ~/.interlock when left out.")
    private Path directory = Path.of(System.getProperty("user.home"), ".interlock");

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(directory);
        try (Closing closing = Closing.atExit()) {
            TemporalServer server = closing.open(() -> TemporalServers.start(
                    port, webUiPort, directory.resolve("temporal.db"), directory.resolve("temporal.log")));
            PrintWriter out = spec.commandLine().getOut();
            out.println(server.description());
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
