// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import dev.interlock.cli.replay.Replayer;
import dev.interlock.cli.verb.GuardrailsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs command lines as alice at ten o'clock and keeps what they print. */
final class Shell {

    private static final Clock TEN = Clock.fixed(Instant.parse("2026-01-01T10:00:00Z"), ZoneOffset.UTC);

    private final Map<String, String> environment = new HashMap<>();
    private Replayer replayer = (request, progress) -> {
        throw new AssertionError("nobody said what the past was");
    };

    static Shell at(FakeApi api) {
        return new Shell().with("INTERLOCK_API", api.uri().toString());
    }

    /** With an API that is not there. */
    static Shell nowhere() {
        return new Shell().with("INTERLOCK_API", "http://127.0.0.1:1");
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell replaying(Replayer past) {
        replayer = past;
        return this;
    }

    Printed run(String... arguments) {
        Surroundings surroundings = new Surroundings(environment, "alice", TEN, Duration.ofMillis(1));
        CommandLine line =
                new InterlockCommand(surroundings, GuardrailsCommand.of(surroundings, replayer)).commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int exit = line.execute(arguments);
        return new Printed(exit, out.toString(), err.toString());
    }

    record Printed(int exit, String out, String err) {}
}
