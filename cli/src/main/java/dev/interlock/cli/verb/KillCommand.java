// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.http.UnreachableException;
import dev.interlock.cli.text.KilledText;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock kill}: through the API, and when that cannot be done straight in the database. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description =
                "Flag to 0 %% now. Asks the API; when it does not answer, connects with INTERLOCK_KILL_URL, a JDBC URL of a role that may execute interlock.kill.")
final class KillCommand implements Callable<Integer> {

    static final String KILL_URL = "INTERLOCK_KILL_URL";

    /** In JSON: which way it went, {@code api} or {@code database}. */
    static final String WAY = "way";

    @Mixin
    private final Session session;

    @Parameters(paramLabel = "FLAG", description = "database/key, or key where there is one database")
    private String flag = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; goes on record")
    private String reason = "";

    @Option(names = "--actor", paramLabel = "NAME", description = "who; default: the user of this shell")
    private @Nullable String actor;

    KillCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        ApiClient api = session.client();
        String who = actor == null ? session.surroundings().user() : actor;
        Optional<String> direct =
                Optional.ofNullable(session.surroundings().environment().get(KILL_URL));
        try {
            Target target = Target.of(flag, api, session.command());
            Answer answer = api.post(target.flagPath() + "/kill", Map.of("actor", who, "reason", reason));
            if (!answer.unavailable() || direct.isEmpty()) {
                if (answer.ok() && answer.body() instanceof ObjectNode killed) {
                    killed.put(WAY, "api");
                }
                return session.show(answer, json -> KilledText.of(json, "through the API at " + api.base()));
            }
            return straight(direct.get(), who, "the API at " + api.base() + " cannot reach the database");
        } catch (UnreachableException unreachable) {
            if (direct.isEmpty()) {
                throw new UnreachableException(
                        unreachable.getMessage() + "; nor is " + KILL_URL + " set, to go straight to the database",
                        unreachable);
            }
            return straight(direct.get(), who, "the API at " + api.base() + " does not answer");
        }
    }

    private int straight(String url, String who, String because) {
        DatabaseKill.Result result = new DatabaseKill(url).kill(key(), who, reason);
        if (result instanceof DatabaseKill.Result.Refused refused) {
            return session.refuse(JsonNodeFactory.instance
                    .objectNode()
                    .put("title", "The database refused")
                    .put("detail", refused.sentence()));
        }
        DatabaseKill.Result.Killed killed = (DatabaseKill.Result.Killed) result;
        session.print(killed.json(), json -> KilledText.of(json, "straight in the database: " + because));
        return ExitCode.OK;
    }

    private String key() {
        return flag.substring(flag.indexOf('/') + 1);
    }
}
