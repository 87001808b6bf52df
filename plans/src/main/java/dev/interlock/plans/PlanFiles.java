// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import dev.interlock.domain.plan.Problem.Severity;
import dev.interlock.plans.yaml.Nearest;
import dev.interlock.plans.yaml.PlanYaml;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plan's files by what they are.
 *
 * @param scripts kind ({@code expand}, {@code contract}, {@code revert}) → paths in the order in which they run
 */
record PlanFiles(Map<String, List<String>> scripts, List<Problem> problems) {

    private static final List<String> KINDS = List.of("expand", "contract", "revert");
    private static final Pattern NUMBERED =
            Pattern.compile("(expand|contract|revert)/([1-9][0-9]{0,3})-[A-Za-z0-9._-]+\\.sql");

    static PlanFiles of(Set<String> paths) {
        Map<String, List<String>> scripts = new TreeMap<>();
        KINDS.forEach(kind -> scripts.put(kind, new ArrayList<>()));
        List<Problem> problems = new ArrayList<>();
        for (String path : paths.stream().sorted().toList()) {
            Optional<String> kind = kind(path);
            kind.ifPresent(
                    k -> scripts.computeIfAbsent(k, none -> new ArrayList<>()).add(path));
            if (kind.isEmpty() && !path.equals(PlanYaml.FILE)) {
                problems.add(unknown(path));
            }
        }
        scripts.values().forEach(list -> list.sort(Comparator.comparingInt(PlanFiles::number)));
        scripts.forEach((kind, list) -> ambiguous(kind, list, problems));
        missing(paths, scripts, problems);
        return new PlanFiles(scripts, problems);
    }

    List<String> of(String kind) {
        return scripts.getOrDefault(kind, List.of());
    }

    private static Optional<String> kind(String path) {
        Matcher numbered = NUMBERED.matcher(path);
        return numbered.matches()
                ? Optional.of(numbered.group(1))
                : KINDS.stream().filter(kind -> path.equals(kind + ".sql")).findFirst();
    }

    private static int number(String path) {
        Matcher numbered = NUMBERED.matcher(path);
        return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 0;
    }

    private static void ambiguous(String kind, List<String> paths, List<Problem> problems) {
        Set<Integer> numbers = new HashSet<>();
        for (String path : paths) {
            if (!numbers.add(number(path))) {
                problems.add(error(
                        PlanRule.AMBIGUOUS_FILES, path, "two files have the number " + number(path), "another number"));
            }
        }
        if (paths.size() > 1 && paths.contains(kind + ".sql")) {
            problems.add(error(
                    PlanRule.AMBIGUOUS_FILES,
                    kind + ".sql",
                    "there are " + kind + ".sql and files in " + kind + "/, and no order between them",
                    kind + "/1-….sql"));
        }
    }

    private static void missing(Set<String> paths, Map<String, List<String>> scripts, List<Problem> problems) {
        if (!paths.contains(PlanYaml.FILE)) {
            problems.add(error(PlanRule.MISSING_FILE, PlanYaml.FILE, "migration.yaml is missing", null));
        }
        for (String kind : List.of("expand", "contract")) {
            if (scripts.getOrDefault(kind, List.of()).isEmpty()) {
                String file = kind + ".sql";
                problems.add(
                        error(PlanRule.MISSING_FILE, file, file + " is missing", file + ", or " + kind + "/1-….sql"));
            }
        }
    }

    private static Problem unknown(String path) {
        if (path.endsWith(".conf")) {
            return error(PlanRule.NOT_YET, path, "configuration of single scripts is not built yet", null);
        }
        int slash = path.indexOf('/');
        boolean folder = slash > 0 && KINDS.contains(path.substring(0, slash));
        List<String> known = List.of(PlanYaml.FILE, "expand.sql", "contract.sql", "revert.sql");
        Optional<String> nearest = Nearest.to(path, known);
        String instead = folder
                ? path.substring(0, slash) + "/1-name.sql"
                : nearest.orElse(
                        "migration.yaml, expand.sql, contract.sql, revert.sql, or numbered files in expand/, contract/, revert/");
        return error(PlanRule.UNKNOWN_FILE, path, "no phase reads a file of this name", instead);
    }

    static Problem error(PlanRule rule, String file, String message, @Nullable String instead) {
        return new Problem(rule.code(), Severity.ERROR, file, null, null, message, instead);
    }
}
