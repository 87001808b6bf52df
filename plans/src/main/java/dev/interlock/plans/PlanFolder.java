// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import dev.interlock.domain.plan.PlanRule;
import dev.interlock.domain.plan.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files of a plan's folder, as text.
 *
 * @param problems why the files could not all be read; then {@code files} is not the whole plan
 */
public record PlanFolder(Map<String, String> files, List<Problem> problems) {

    private static final List<String> ENDINGS = List.of(".sql", ".yaml", ".yml", ".conf");

    public PlanFolder {
        files = Map.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** @throws IOException when the folder or a file in it cannot be read */
    public static PlanFolder read(Path folder) throws IOException {
        List<Path> paths = paths(folder);
        long size = 0;
        for (Path path : paths) {
            size += Files.size(path);
        }
        if (size > PlanReader.LARGEST) {
            return new PlanFolder(Map.of(), List.of(tooLarge(size)));
        }
        Map<String, String> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path path : paths) {
            String name = name(folder, path);
            try {
                files.put(name, Files.readString(path));
            } catch (CharacterCodingException notText) {
                problems.add(PlanFiles.error(PlanRule.NOT_TEXT, name, "this is not UTF-8 text", "UTF-8"));
            }
        }
        return new PlanFolder(files, problems);
    }

    static Problem tooLarge(long bytes) {
        return new Problem(
                PlanRule.TOO_LARGE.code(),
                Problem.Severity.ERROR,
                null,
                null,
                null,
                "the plan has " + bytes + " bytes, and at most " + PlanReader.LARGEST + " are taken",
                "load data outside the migration");
    }

    /** However deep: a script that nobody reads is to be found. Other files, such as a README, stay out of it. */
    private static List<Path> paths(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(Files::isRegularFile)
                    .filter(path -> ENDINGS.stream().anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** With slashes on every platform. */
    private static String name(Path folder, Path path) {
        return StreamSupport.stream(folder.relativize(path).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
