// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code interlock gate}: exit 0 when the pipeline may go on, 1 when not. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description =
                "For a deploy pipeline: exit 0 only when the schema is ready for this code, or when nobody has claimed the table.")
final class GateCommand implements Callable<Integer> {

    /** What the schema may have to be. */
    enum Phase {
        expanded,
        backfilled,
        completed
    }

    @Mixin
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "database/id, or id where the API knows one database")
    private @Nullable String id;

    @Option(names = "--phase", paramLabel = "PHASE", description = "${COMPLETION-CANDIDATES}; with ID")
    private @Nullable Phase phase;

    @Option(
            names = "--claim",
            paramLabel = "TABLE",
            description = "database/schema.table; the database may be left out where there is one")
    private @Nullable String table;

    GateCommand(Surroundings surroundings) {
        this.session = new Session(surroundings);
    }

    @Override
    public Integer call() {
        boolean ofMigration = id != null && phase != null && table == null;
        boolean ofTable = table != null && id == null && phase == null;
        if (!ofMigration && !ofTable) {
            throw new ParameterException(
                    session.command().commandLine(),
                    "ask for one thing: gate ID --phase expanded|backfilled|completed, or gate --claim TABLE");
        }
        ApiClient api = session.client();
        Target target = Target.of(ofMigration ? String.valueOf(id) : String.valueOf(table), api, session.command());
        Answer answer = api.get(ofMigration ? target.migrationPath() + "/gate?phase=" + phase : target.claimPath());
        int shown = session.show(
                answer,
                json -> (json.path("open").asBoolean() ? "open: " : "closed: ")
                        + json.path("why").asText());
        return shown == ExitCode.OK && !answer.body().path("open").asBoolean() ? ExitCode.NO : shown;
    }
}
