// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.Standing;
import dev.interlock.cli.text.StartedText;
import dev.interlock.plans.PlanFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock start}. */
@Command(name = "start", mixinStandardHelpOptions = true, description = "Start the migration of a plan's folder.")
final class StartCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Parameters(paramLabel = "DIR", description = "the plan's folder, with migration.yaml in it")
    private Path folder = Path.of("");

    @Option(names = "--wait", description = "stay until it has ended; exit 0 only when it is COMPLETED")
    private boolean wait;

    @Option(
            names = "--queue",
            description = "wait in the queue for a table that is claimed, as queue: true in the plan does")
    private boolean queue;

    @Option(names = "--actor", paramLabel = "NAME", description = "who; default: the user of this shell")
    private @Nullable String actor;

    StartCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PlanFolder plan = Folders.read(folder, session.command());
        if (!plan.problems().isEmpty()) {
            return session.refuse(InvalidPlan.problem(plan.problems()));
        }
        String starter = actor == null ? session.surroundings().user() : actor;
        ApiClient api = session.client();
        Answer answer = api.post("/api/v1/migrations", body(plan, starter));
        int exit = session.show(answer, StartedText::of);
        return wait && exit == ExitCode.OK ? waited(api, answer.body()) : exit;
    }

    private Map<String, Object> body(PlanFolder plan, String starter) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("files", plan.files(), "actor", starter));
        if (queue) {
            body.put("queue", true);
        }
        return body;
    }

    private int waited(ApiClient api, JsonNode started) throws InterruptedException {
        Target target =
                new Target(started.path("database").asText(), started.path("id").asText());
        return new Watch(session, api, target).untilEnded(Standing::line);
    }
}
