// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import dev.interlock.worker.WorkerApplication;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock worker CONFIG}. Returns once it is up; ends the JVM with code 1 when it does not come up. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = "Does the work: polls Temporal, changes schemas, moves flags. Runs until it is stopped.")
final class WorkerCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CONFIG", description = "A YAML file such as deploy/worker.yml.")
    private Path configuration = Path.of("worker.yml");

    @Override
    public Integer call() throws Exception {
        new WorkerApplication().run("server", ConfigurationFile.readable(spec, configuration));
        return 0;
    }
}
