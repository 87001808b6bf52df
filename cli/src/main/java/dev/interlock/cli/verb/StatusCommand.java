// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.StatusText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code interlock status}. */
@Command(name = "status", mixinStandardHelpOptions = true, description = "Where a migration stands.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Parameters(paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private String id = "";

    @Option(names = "--watch", description = "show it again whenever it changes, until it has ended")
    private boolean watch;

    StatusCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        ApiClient api = session.client();
        Target target = Target.of(id, api, session.command());
        if (!watch) {
            return session.show(
                    api.get(target.migrationPath()),
                    json -> StatusText.of(json, session.surroundings().clock().instant()));
        }
        return new Watch(session, api, target)
                .untilEnded(json ->
                        StatusText.of(json, session.surroundings().clock().instant()));
    }
}
