// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.ArchivesText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code interlock restore}: what was dropped comes back, as it was at the drop. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Bring back columns and tables that a migration dropped, from its archive. A worker does it, in batches; 'archives ID' says how far it is.")
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private final Session session;

    @Parameters(paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private String id = "";

    @Option(names = "--table", paramLabel = "TABLE", description = "only of this table, such as public.users")
    private @Nullable String table;

    @Option(names = "--column", paramLabel = "COLUMN", description = "only this column of it")
    private @Nullable String column;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; goes on record")
    private String reason = "";

    @Option(names = "--actor", paramLabel = "NAME", description = "who; default: the user of this shell")
    private @Nullable String actor;

    RestoreCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        if (column != null && table == null) {
            throw new ParameterException(session.command().commandLine(), "--column needs its --table");
        }
        ApiClient api = session.client();
        Target target = Target.of(id, api, session.command());
        Map<String, String> body = new LinkedHashMap<>();
        if (table != null) {
            body.put("table", table);
        }
        if (column != null) {
            body.put("column", column);
        }
        body.put("actor", actor == null ? session.surroundings().user() : actor);
        body.put("reason", reason);
        return session.show(
                api.post(target.migrationPath() + "/restore", body),
                json -> ArchivesText.ordered(target.toString(), json));
    }
}
