// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.domain.ddl.NewSideColumns;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Placed;
import dev.interlock.domain.plan.PlanDraft;
import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.PlanValidator;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.plans.yaml.PlanYaml;
import dev.interlock.plans.yaml.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a plan: the one way from files to a {@link MigrationPlan}. Stateless; safe for use by several threads. */
public final class PlanReader {

    /** All files together, in bytes of UTF-8. */
    public static final int LARGEST = 1024 * 1024;

    private static final Comparator<Problem> ORDER = Comparator.comparing(
                    (Problem problem) -> String.valueOf(problem.file()))
            .thenComparing(problem -> problem.line() == null ? 0 : problem.line());

    private final KnownDatabases databases;

    /** Takes any database's name: only who runs a plan knows them. */
    public PlanReader() {
        this.databases = new KnownDatabases(Optional.empty());
    }

    /** Refuses a plan for a database that is not among these. */
    public PlanReader(Collection<String> databases) {
        this.databases = new KnownDatabases(Optional.of(List.copyOf(databases)));
    }

    /**
     * Reads files as they were sent.
     *
     * @param files path relative to the plan's folder → content
     */
    public ReadPlan read(Map<String, String> files) {
        Map<String, String> sorted = new TreeMap<>(files);
        String sha256 = PlanHash.of(sorted);
        long size = sorted.values().stream()
                .mapToLong(content -> content.getBytes(UTF_8).length)
                .sum();
        return size > LARGEST
                ? new ReadPlan(Optional.empty(), List.of(PlanFolder.tooLarge(size)), sha256)
                : read(sorted, sha256);
    }

    /**
     * Reads a folder: {@code migration.yaml} and every {@code .sql} file in and below it.
     *
     * @throws IOException when the folder or a file in it cannot be read
     */
    public ReadPlan read(Path folder) throws IOException {
        PlanFolder read = PlanFolder.read(folder);
        if (read.problems().isEmpty()) {
            return read(read.files());
        }
        return new ReadPlan(Optional.empty(), read.problems(), PlanHash.of(read.files()));
    }

    private ReadPlan read(Map<String, String> files, String sha256) {
        PlanFiles planFiles = PlanFiles.of(files.keySet());
        ReadScripts scripts = ReadScripts.of(planFiles, files);
        List<Problem> problems = new ArrayList<>(planFiles.problems());
        problems.addAll(scripts.problems());
        files.forEach((path, content) -> FileText.judge(path, content).ifPresent(problems::add));
        String yaml = files.get(PlanYaml.FILE);
        Optional<MigrationPlan> plan = yaml == null ? Optional.empty() : plan(PlanYaml.read(yaml), scripts, problems);
        problems.sort(ORDER);
        return new ReadPlan(plan, problems, sha256);
    }

    /** Adds to the problems, and builds the plan when none of them is an error. */
    private Optional<MigrationPlan> plan(PlanYaml yaml, ReadScripts scripts, List<Problem> problems) {
        problems.addAll(yaml.problems());
        if (yaml.root().isEmpty()) {
            return Optional.empty();
        }
        Section root = yaml.root().get();
        DraftReader reader = new DraftReader(root);
        PlanDraft draft = reader.draft(scripts.touched());
        List<Problem> judged = new ArrayList<>(PlanValidator.validate(draft));
        draft.sync().forEach(sync -> judged.addAll(SyncExpressions.judge(sync)));
        problems.addAll(
                NewSideColumns.judge(draft.sync().stream().map(Placed::value).toList(), scripts.expand()));
        UsageQuery.judge(root).ifPresent(judged::add);
        judged.addAll(new WindowsReader(root).problems());
        GuardrailReader guardrails = new GuardrailReader(root);
        judged.addAll(guardrails.sources(yaml.lines()));
        if (draft.syncTables().isEmpty()) {
            judged.addAll(guardrails.withoutSync(yaml.lines()));
        }
        databases.judge(root).ifPresent(judged::add);
        if (draft.touched().isEmpty() && draft.tables().map(List::isEmpty).orElse(true)) {
            judged.add(noTable());
        }
        judged.forEach(problem -> problems.add(yaml.lines().place(problem)));
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR)
                ? Optional.empty()
                : Optional.of(new PlanBuilder(root, reader, draft).plan(scripts.scripts()));
    }

    private static Problem noTable() {
        return Problem.atKey(
                PlanRule.UNCLAIMED_TABLE,
                "tables",
                "no statement names a table, so there is nothing to claim",
                "tables: [the tables that the scripts change]");
    }
}
