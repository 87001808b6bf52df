// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import dev.interlock.cli.ExitCode;
import dev.interlock.cli.InterlockCommand;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.verb.GuardrailsCommand;
import dev.interlock.demo.scenario.DemoCommand;
import dev.interlock.demo.service.ShopCommand;

/** {@code interlock}: the verbs of the command line and every process, in one jar. */
public final class Main {

    private Main() {}

    /** Ends with the command's exit code; a process that has come up ends when it is told to. */
    public static void main(String[] arguments) {
        int code = command().execute(arguments);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }

    static InterlockCommand command() {
        Surroundings surroundings = Surroundings.ofProcess();
        return new InterlockCommand(
                surroundings,
                GuardrailsCommand.of(surroundings, new PrometheusReplay()),
                new ServerCommand(),
                new WorkerCommand(),
                new ApiCommand(),
                new ShopCommand(),
                new DemoCommand());
    }
}
