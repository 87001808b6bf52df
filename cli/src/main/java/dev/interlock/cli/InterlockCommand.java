// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import dev.interlock.cli.http.UnreachableException;
import dev.interlock.cli.verb.Verbs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The top command. Verbs that start processes are given to it by whoever has those processes on the class path. */
@Command(
        name = "interlock",
        mixinStandardHelpOptions = true,
        version = "interlock 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Carries a live PostgreSQL schema change from expand through a guarded ramp and a soak to contract.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ok", "1:the answer is no: findings, invalid plan, refused", "2:wrong usage", "3:unreachable"
        })
public final class InterlockCommand implements Runnable {

    private final Surroundings surroundings;
    private final List<Object> more;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandLine.Model.CommandSpec spec;

    /** @param more objects annotated with {@link Command}, or command lines of such, each a further verb */
    public InterlockCommand(Surroundings surroundings, Object... more) {
        this.surroundings = surroundings;
        this.more = List.of(more);
    }

    /** Runs one command line and returns its exit code; prints to standard output and error. */
    public int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** For callers that redirect the output. */
    public CommandLine commandLine() {
        CommandLine line = new CommandLine(this);
        Verbs.all(surroundings).forEach(line::addSubcommand);
        more.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(InterlockCommand::wrongUsage);
        line.setExecutionExceptionHandler(InterlockCommand::failed);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: one of the commands of interlock --help");
    }

    private static int wrongUsage(ParameterException wrong, String[] arguments) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("interlock: " + wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("try: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult result) throws Exception {
        if (failure instanceof UnreachableException unreachable) {
            line.getErr().println("interlock: " + unreachable.getMessage());
            return ExitCode.UNREACHABLE;
        }
        if (failure instanceof IOException unreadable) {
            line.getErr().println("interlock: cannot read " + unreadable.getMessage());
            return ExitCode.USAGE;
        }
        throw failure;
    }
}
