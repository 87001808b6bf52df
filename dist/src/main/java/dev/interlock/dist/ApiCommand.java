// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import dev.interlock.api.ApiApplication;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock api CONFIG}. Returns once it is up; ends the JVM with code 1 when it does not come up. */
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        description = "Serves the REST interface. Runs until it is stopped.")
final class ApiCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CONFIG", description = "A YAML file such as deploy/api.yml.")
    private Path configuration = Path.of("api.yml");

    @Override
    public Integer call() throws Exception {
        new ApiApplication().run("server", ConfigurationFile.readable(spec, configuration));
        return 0;
    }
}
