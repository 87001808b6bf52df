// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.ArchivesText;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code interlock forget}: the archive goes now. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description = "Delete what is kept of a migration, now and for good. The record of it stays.")
final class ForgetCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Parameters(paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private String id = "";

    @Option(names = "--yes", description = "you know that nothing brings it back")
    private boolean yes;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; goes on record")
    private String reason = "";

    @Option(names = "--actor", paramLabel = "NAME", description = "who; default: the user of this shell")
    private @Nullable String actor;

    ForgetCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        if (!yes) {
            throw new ParameterException(
                    session.command().commandLine(),
                    "nothing brings back what is forgotten: say --yes ('archives " + id + "' shows what it is)");
        }
        ApiClient api = session.client();
        Target target = Target.of(id, api, session.command());
        String who = actor == null ? session.surroundings().user() : actor;
        return session.show(
                api.post(
                        target.migrationPath() + "/forget",
                        Map.of("confirm", target.name(), "actor", who, "reason", reason)),
                json -> ArchivesText.ordered(target.toString(), json));
    }
}
