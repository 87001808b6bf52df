// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.WorkerConfiguration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;

/** Says why the worker does not start in one line per problem, without a stack trace. */
final class PlainServerCommand extends ServerCommand<WorkerConfiguration> {

    PlainServerCommand(WorkerApplication application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable error) {
        if (error instanceof BootRefused refused) {
            refused.problems().forEach(problem -> cli.getStdErr().println("worker does not start: " + problem));
            return;
        }
        super.onError(cli, namespace, error);
    }
}
