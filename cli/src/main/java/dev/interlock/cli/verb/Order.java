// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.AnswerText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command to a migration has: whom it is for, why, and by whom. */
final class Order {

    @Parameters(paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; goes on record")
    private String reason = "";

    @Option(names = "--actor", paramLabel = "NAME", description = "who; default: the user of this shell")
    private @Nullable String actor;

    int send(Session session, String verb) {
        return send(session, verb, Map.of());
    }

    /** @param more what only this verb has */
    int send(Session session, String verb, Map<String, String> more) {
        ApiClient api = session.client();
        Target target = Target.of(id, api, session.command());
        Map<String, String> body = new LinkedHashMap<>(more);
        body.put("actor", actor == null ? session.surroundings().user() : actor);
        body.put("reason", reason);
        Answer answer = api.post(target.migrationPath() + "/" + verb, body);
        return session.show(answer, json -> AnswerText.of(target.toString(), json));
    }
}
