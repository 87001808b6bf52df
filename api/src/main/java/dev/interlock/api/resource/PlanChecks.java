// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.problem.ProblemDetails;
import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.domain.plan.MigrationPlan;
import dev.interlock.domain.plan.Problem;
import dev.interlock.plans.PlanReader;
import dev.interlock.plans.ReadPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether the files of a request are a plan that may be started here. */
final class PlanChecks {

    /** All files of a plan together, in bytes of UTF-8. */
    static final int PLAN_LIMIT = 1024 * 1024;

    private final PlanReader reader = new PlanReader();
    private final List<String> databases;

    PlanChecks(List<String> databases) {
        this.databases = List.copyOf(databases);
    }

    /** The files of the body, or 422 and 413. */
    static Map<String, String> files(@Nullable Map<String, String> files) {
        if (files == null || files.isEmpty() || files.values().stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "'files' must be an object of path to content, such as migration.yaml");
        }
        long size = files.values().stream()
                .mapToLong(content -> content.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > PLAN_LIMIT) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "the plan has " + size + " bytes; at most " + PLAN_LIMIT + " are taken");
        }
        return files;
    }

    /** The plan, or 422 with every problem. */
    Checked check(Map<String, String> files) {
        ReadPlan read = reader.read(files);
        MigrationPlan plan = read.plan().orElseThrow(() -> invalid(read.problems()));
        if (!databases.contains(plan.database())) {
            throw invalid(List.of(unknownDatabase(plan.database())));
        }
        return new Checked(plan, read.sha256());
    }

    private static ProblemException invalid(List<Problem> problems) {
        String detail = problems.size() == 1 ? "one problem" : problems.size() + " problems";
        return new ProblemException(ProblemDetails.of(ProblemType.INVALID_PLAN, detail, problems));
    }

    private Problem unknownDatabase(String name) {
        return new Problem(
                "unknown-database",
                Problem.Severity.ERROR,
                "migration.yaml",
                null,
                "database",
                "no database is called " + name,
                "one of: " + String.join(", ", databases));
    }

    record Checked(MigrationPlan plan, String sha256) {}
}
