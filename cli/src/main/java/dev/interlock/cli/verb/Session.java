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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every asking verb has, and how it shows an answer. */
final class Session {

    private static final String DEFAULT_API = "http://127.0.0.1:8080";

    private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9._:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?");

    private final Surroundings surroundings;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "where the API is; else INTERLOCK_API, else " + DEFAULT_API)
    private @Nullable String api;

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
        String address = api != null ? api : configured();
        if (!ADDRESS.matcher(address).matches()) {
            throw new ParameterException(
                    command.commandLine(), "'" + address + "' is no address of an API, such as " + DEFAULT_API);
        }
        return new ApiClient(URI.create(address));
    }

    private String configured() {
        return Optional.ofNullable(surroundings.environment().get("INTERLOCK_API"))
                .filter(value -> !value.isBlank())
                .orElse(DEFAULT_API);
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
        refuse(answer.body());
        return answer.unavailable() ? ExitCode.UNREACHABLE : ExitCode.NO;
    }

    /** @param problem in the shape of the API's problems */
    int refuse(JsonNode problem) {
        if (json) {
            print(problem.toString());
        } else {
            command.commandLine().getErr().println("interlock: " + ProblemText.of(problem));
        }
        return ExitCode.NO;
    }
}
