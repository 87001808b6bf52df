// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.ExitCode;
import dev.interlock.cli.Surroundings;
import dev.interlock.cli.http.Answer;
import dev.interlock.cli.http.ApiClient;
import dev.interlock.cli.text.EvidenceText;
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
                "For a deploy pipeline: exit 0 only when the schema is ready for this code, or when nobody has claimed the table."
                        + " With ID alone: what the contract's gate found last; exit 0 when it was open.")
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
        if (id != null && phase == null && table == null) {
            return evidence(id);
        }
        boolean ofMigration = id != null && phase != null && table == null;
        boolean ofTable = table != null && id == null && phase == null;
        if (!ofMigration && !ofTable) {
            throw new ParameterException(
                    session.command().commandLine(),
                    "ask for one thing: gate ID --phase expanded|backfilled|completed, gate --claim TABLE, or gate ID for what"
                            + " the contract's gate has found");
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

    /** What the contract's gate found when it was asked last. */
    private int evidence(String migration) {
        ApiClient api = session.client();
        Answer answer = api.get(Target.of(migration, api, session.command()).migrationPath() + "/evidence");
        int shown = session.show(answer, EvidenceText::newest);
        return shown == ExitCode.OK && !EvidenceText.open(answer.body()) ? ExitCode.NO : shown;
    }
}
