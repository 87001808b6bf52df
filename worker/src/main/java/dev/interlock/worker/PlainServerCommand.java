// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.WorkerConfiguration;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.UndefinedEnvironmentVariableException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import java.io.FileNotFoundException;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** What an operator can mend is said in plain lines, without a stack trace. */
final class PlainServerCommand extends ServerCommand<WorkerConfiguration> {

    PlainServerCommand(WorkerApplication application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, @Nullable Namespace namespace, Throwable error) {
        Optional<BootRefused> refused = refusal(error);
        if (refused.isPresent()) {
            refused.orElseThrow()
                    .problems()
                    .forEach(problem -> cli.getStdErr().println("interlock worker: " + problem));
        } else if (isConfiguration(error)) {
            cli.getStdErr()
                    .println("interlock worker: "
                            + String.valueOf(error.getMessage()).strip());
        } else {
            super.onError(cli, namespace, error);
        }
    }

    /** Jetty wraps what a part of it throws while starting. */
    private static Optional<BootRefused> refusal(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof BootRefused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    private static boolean isConfiguration(Throwable error) {
        return error instanceof ConfigurationException
                || error instanceof UndefinedEnvironmentVariableException
                || error instanceof FileNotFoundException;
    }
}
