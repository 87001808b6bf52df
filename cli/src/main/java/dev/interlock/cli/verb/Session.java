// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.ProblemText;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that every asking verb has, and how it shows an answer. */
final class Session {

    private static final String DEFAULT_API = "http://127.0.0.1:8080";

    private final Surroundings surroundings;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "where the API is; else INTERLOCK_API, else " + DEFAULT_API)
    private @Nullable URI api;

    @Option(names = "--json", description = "the API's own JSON instead of text")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    Session(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    ApiClient client() {
        return new ApiClient(api != null ? api : configured());
    }

    private URI configured() {
        return URI.create(Optional.ofNullable(surroundings.environment().get("INTERLOCK_API"))
                .filter(value -> !value.isBlank())
                .orElse(DEFAULT_API));
    }

    boolean json() {
        return json;
    }

    CommandSpec command() {
        return command;
    }

    /** Lines for people, or the JSON as it came; problems to standard error. */
    int show(Answer answer, Function<JsonNode, String> text) {
        if (!answer.ok()) {
            return refuse(answer);
        }
        print(answer.body(), text);
        return ExitCode.OK;
    }

    void print(JsonNode body, Function<JsonNode, String> text) {
        print(json ? body.toString() : text.apply(body));
    }

    void print(String text) {
        PrintWriter out = command.commandLine().getOut();
        out.println(text);
        out.flush();
    }

    int refuse(Answer answer) {
        if (json) {
            print(answer.body().toString());
        } else {
            command.commandLine().getErr().println("interlock: " + ProblemText.of(answer.body()));
        }
        return answer.unavailable() ? ExitCode.UNREACHABLE : ExitCode.NO;
    }
}
