// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.text.ExplainText;
import dev.interlock.cli.text.FindingText;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.PlanReader;
import dev.interlock.plans.ReadPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock lint}: offline. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description =
                "Judge plans without starting anything. A file stands for its plan, and shows only its own findings and those of the plan as a whole.")
final class LintCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PlanReader reader = new PlanReader();

    @Parameters(arity = "1..*", paramLabel = "DIR|FILE", description = "plan folders, or files in one")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--json", description = "{\"findings\":[…]} instead of text; with --explain also \"explain\":[…]")
    private boolean json;

    @Option(
            names = "--explain",
            description = "show the SQL that is generated beside the plan's own: sync and a derived revert. Read"
                    + " offline, so what only the database knows is left open and named")
    private boolean explain;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        List<Problem> all = new ArrayList<>();
        List<Object> explained = new ArrayList<>();
        for (Path path : paths) {
            ReadPlan read = reader.read(Folders.ofPlan(path, command));
            List<Problem> findings = findings(path, read);
            all.addAll(findings);
            if (!json) {
                out.println(FindingText.of(path.toString(), findings));
            }
            if (explain) {
                read.plan().ifPresent(plan -> explain(plan, read.sha256(), out, explained));
            }
        }
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>(Map.of("findings", all));
            answer.putAll(explain ? Map.of("explain", explained) : Map.of());
            out.println(JSON.writeValueAsString(answer));
        }
        return all.stream().anyMatch(finding -> finding.severity() == Problem.Severity.ERROR)
                ? ExitCode.NO
                : ExitCode.OK;
    }

    /** A plan with an error is not there, and generates nothing. */
    private void explain(MigrationPlan plan, String sha256, PrintWriter out, List<Object> explained) {
        if (json) {
            explained.add(ExplainText.json(plan, sha256));
            return;
        }
        out.print(ExplainText.of(plan, sha256));
        out.flush();
    }

    private List<Problem> findings(Path path, ReadPlan read) {
        List<Problem> findings = read.problems();
        if (Files.isDirectory(path)) {
            return findings;
        }
        String file = Folders.ofPlan(path, command)
                .toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        return findings.stream()
                .filter(finding -> finding.file() == null || finding.file().equals(file))
                .toList();
    }
}
