// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.ReleasesText;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code interlock releases}: what keeps a contract from starting. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        description = "Releases that need the old path: while one is registered, the contract does not start.")
final class ReleasesCommand implements Callable<Integer> {

    /** What is done with them. */
    enum Action {
        add,
        remove,
        list
    }

    @Mixin
    private final Session session;

    @Parameters(index = "0", paramLabel = "add|remove|list", description = "what to do")
    private Action action = Action.list;

    @Parameters(index = "1", paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private String id = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "what the team calls it; not with list")
    private @Nullable String release;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; goes on record; not with list")
    private @Nullable String reason;

    @Option(names = "--actor", paramLabel = "NAME", description = "who; default: the user of this shell")
    private @Nullable String actor;

    ReleasesCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        boolean changes = action != Action.list;
        if (changes != (release != null) || changes != (reason != null)) {
            throw new ParameterException(
                    session.command().commandLine(),
                    "releases list ID, or releases add|remove ID RELEASE --reason TEXT");
        }
        ApiClient api = session.client();
        Target target = Target.of(id, api, session.command());
        String path = target.migrationPath() + "/releases";
        Answer answer = changes
                ? api.post(path + "/" + action, body(String.valueOf(release), String.valueOf(reason)))
                : api.get(path);
        boolean misspelt = answer.ok() && wasNotThere(answer.body());
        int shown = session.show(
                answer,
                json -> misspelt
                        ? ReleasesText.notThere(target.toString(), String.valueOf(release), json)
                        : ReleasesText.of(target.toString(), json));
        return misspelt ? ExitCode.NO : shown;
    }

    /** To add what is there already is done; to remove what is not there may have left another one standing. */
    private boolean wasNotThere(JsonNode answer) {
        return action == Action.remove && !answer.path("changed").asBoolean(true);
    }

    private Map<String, String> body(String name, String why) {
        String who = actor == null ? session.surroundings().user() : actor;
        return Map.of("release", name, "actor", who, "reason", why);
    }
}
