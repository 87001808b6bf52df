// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.ArchivesText;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code interlock archives}: what is kept of what was dropped. */
@Command(
        name = "archives",
        mixinStandardHelpOptions = true,
        description =
                "What is kept of what migrations dropped: where, how much, until when, and what was ordered of it.")
final class ArchivesCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private @Nullable String id;

    @Option(names = "--database", paramLabel = "NAME", description = "instead of an ID: all of this database")
    private @Nullable String database;

    ArchivesCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        if ((id == null) == (database == null)) {
            throw new ParameterException(
                    session.command().commandLine(), "ask for one thing: archives ID, or archives --database NAME");
        }
        ApiClient api = session.client();
        if (id == null) {
            Target all = Target.of(database + "/all", api, session.command());
            return session.show(
                    api.get("/api/v1/archives/" + all.database()),
                    json -> ArchivesText.of(String.valueOf(database), json));
        }
        Target target = Target.of(id, api, session.command());
        return session.show(
                api.get(target.migrationPath() + "/archive"), json -> ArchivesText.of(target.toString(), json));
    }
}
