// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.replay.Replayer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interlock guardrails}: what guardrails would do, without a migration. */
@Command(
        name = "guardrails",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What the guardrails of a plan would do, before anyone trusts them.")
public final class GuardrailsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    private GuardrailsCommand() {}

    /** The command with its own commands. */
    public static CommandLine of(Surroundings surroundings, Replayer replayer) {
        return new CommandLine(new GuardrailsCommand()).addSubcommand(new ReplayCommand(surroundings, replayer));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: guardrails replay DIR");
    }
}
