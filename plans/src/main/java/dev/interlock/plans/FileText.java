// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.plans.yaml.Storable;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a file's content can be kept as text. JSON brings characters that no text file has. */
final class FileText {

    private FileText() {}

    static Optional<Problem> judge(String path, String content) {
        OptionalInt bad = Storable.firstBad(content);
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Problem(
                        PlanRule.NOT_TEXT.code(),
                        Severity.ERROR,
                        path,
                        line(content, bad.getAsInt()),
                        null,
                        "the file has " + Storable.WHY_NOT,
                        "text without it"));
    }

    private static int line(String content, int end) {
        return 1
                + (int) content.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
