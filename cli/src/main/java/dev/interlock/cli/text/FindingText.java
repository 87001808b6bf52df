// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.text;

import dev.interlock.domain.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Findings of a lint, each with where, what and what instead. */
public final class FindingText {

    private FindingText() {}

    public static String of(String plan, List<Problem> findings) {
        List<String> lines = new ArrayList<>();
        lines.add(plan + ": " + count(findings.size()));
        findings.forEach(finding -> lines.addAll(lines(finding)));
        return String.join("\n", lines);
    }

    private static String count(int findings) {
        if (findings == 0) {
            return "nothing found";
        }
        return findings == 1 ? "1 finding" : findings + " findings";
    }

    private static List<String> lines(Problem finding) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + finding.severity().name().toLowerCase(Locale.ROOT) + "  " + finding.rule() + place(finding));
        lines.add("    " + finding.message());
        Optional.ofNullable(finding.instead()).ifPresent(instead -> lines.add("    instead: " + instead));
        return lines;
    }

    private static String place(Problem finding) {
        String file = finding.file() == null ? "" : "  " + finding.file();
        String line = finding.line() == null ? "" : ":" + finding.line();
        String path = finding.path() == null ? "" : "  " + finding.path();
        return file + line + path;
    }
}
