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

    private final PlanReader reader;

    PlanChecks(List<String> databases) {
        this.reader = new PlanReader(databases);
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
        if (size > PlanReader.LARGEST) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "the plan has " + size + " bytes; at most " + PlanReader.LARGEST + " are taken");
        }
        return files;
    }

    /** The plan, or 422 with every problem. */
    Checked check(Map<String, String> files) {
        ReadPlan read = reader.read(files);
        MigrationPlan plan = read.plan().orElseThrow(() -> invalid(read.problems()));
        return new Checked(plan, read.sha256());
    }

    /** Everything that can be said about the plan. */
    List<Problem> lint(Map<String, String> files) {
        return reader.read(files).problems();
    }

    private static ProblemException invalid(List<Problem> problems) {
        String detail = problems.size() == 1 ? "one problem" : problems.size() + " problems";
        return new ProblemException(ProblemDetails.of(ProblemType.INVALID_PLAN, detail, problems));
    }

    record Checked(MigrationPlan plan, String sha256) {}
}
