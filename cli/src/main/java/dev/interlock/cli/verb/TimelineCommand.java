// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.TimelineText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code interlock timeline}. */
@Command(name = "timeline", mixinStandardHelpOptions = true, description = "Everything that happened, oldest first.")
final class TimelineCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Parameters(paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private String id = "";

    TimelineCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        ApiClient api = session.client();
        Target target = Target.of(id, api, session.command());
        return session.show(api.get(target.migrationPath() + "/timeline"), TimelineText::of);
    }
}
