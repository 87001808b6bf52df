// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.Standing;
import java.util.Optional;
import java.util.function.Function;

/** Asks again and again, and shows what has changed. */
final class Watch {

    private final Session session;
    private final ApiClient api;
    private final Target target;

    Watch(Session session, ApiClient api, Target target) {
        this.session = session;
        this.api = api;
        this.target = target;
    }

    /** 0 when it has ended as COMPLETED, 1 when otherwise or when the API refuses; shows each change. */
    int untilEnded(Function<JsonNode, String> text) throws InterruptedException {
        Optional<Standing> shown = Optional.empty();
        while (true) {
            Answer answer = api.get(target.migrationPath());
            if (!answer.ok()) {
                return session.refuse(answer);
            }
            Standing now = Standing.of(answer.body());
            if (shown.filter(now::looksLike).isEmpty()) {
                session.print(answer.body(), text);
                shown = Optional.of(now);
            }
            if (now.stands()) {
                return now.completed() ? ExitCode.OK : ExitCode.NO;
            }
            Thread.sleep(session.surroundings().pause().toMillis());
        }
    }
}
