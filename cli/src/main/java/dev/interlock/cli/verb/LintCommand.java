// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.cli.ExitCode;
import dev.interlock.cli.text.FindingText;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.PlanReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Option(names = "--json", description = "{\"findings\":[…]} instead of text")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = command.commandLine().getOut();
        List<Problem> all = new ArrayList<>();
        for (Path path : paths) {
            List<Problem> findings = findings(path);
            all.addAll(findings);
            if (!json) {
                out.println(FindingText.of(path.toString(), findings));
            }
        }
        if (json) {
            out.println(JSON.writeValueAsString(Map.of("findings", all)));
        }
        return all.stream().anyMatch(finding -> finding.severity() == Problem.Severity.ERROR)
                ? ExitCode.NO
                : ExitCode.OK;
    }

    private List<Problem> findings(Path path) throws IOException {
        Path folder = Folders.ofPlan(path, command);
        List<Problem> findings = reader.read(folder).problems();
        if (Files.isDirectory(path)) {
            return findings;
        }
        String file = folder.toAbsolutePath()
                .normalize()
                .relativize(path.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        return findings.stream()
                .filter(finding -> finding.file() == null || finding.file().equals(file))
                .toList();
    }
}
