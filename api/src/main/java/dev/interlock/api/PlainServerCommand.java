// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import dev.interlock.api.config.ApiConfiguration;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.UndefinedEnvironmentVariableException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import java.io.FileNotFoundException;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** Starts the server; what an operator can mend is said in plain lines, without a stack trace. */
final class PlainServerCommand extends ServerCommand<ApiConfiguration> {

    PlainServerCommand(ApiApplication application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, @Nullable Namespace namespace, Throwable failure) {
        if (failure instanceof BootFailure missing) {
            missing.lines().forEach(line -> cli.getStdErr().println("interlock api: " + line));
        } else if (isConfiguration(failure)) {
            cli.getStdErr()
                    .println("interlock api: "
                            + String.valueOf(failure.getMessage()).strip());
        } else {
            super.onError(cli, namespace, failure);
        }
    }

    private static boolean isConfiguration(Throwable failure) {
        return failure instanceof ConfigurationException
                || failure instanceof UndefinedEnvironmentVariableException
                || failure instanceof FileNotFoundException;
    }
}
