// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.e2e.stack.JarProcess;
import dev.interlock.e2e.stack.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with {@code -De2e} only; {@code -Dpicture.update=true} renews the README's picture. */
@Tag("e2e")
class WebUiPictureTest {

    private static final String WORKFLOW = "migration.shop.users-split-name";
    private static final Pattern WEB_UI = Pattern.compile("Web UI +(http://\\S+)");
    private static final Pattern COMPLETED = Pattern.compile("s  (COMPLETED) ");
    private static final Pattern LEFT_RUNNING = Pattern.compile("(left running until Ctrl-C)");

    private static final Duration A_WHOLE_DEMO = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theWebUiTellsAMigrationsStoryAndTheDemoTakesEverythingWithIt() throws Exception {
        try (JarProcess demo = demo()) {
            String webUi = said(demo, WEB_UI);
            said(demo, COMPLETED);
            said(demo, LEFT_RUNNING);

            photograph(webUi);

            // Else nothing would be gone afterwards because nothing had been seen.
            assertThat(processes()).anyMatch(line -> line.contains("/postgres "));
            assertThat(processes()).anyMatch(line -> line.contains("temporal server start-dev"));
            assertThat(processes()).anyMatch(line -> line.contains("WorkerApplication"));
            demo.terminate();
            Waiting.until(SOON, "every process to be gone", () -> processes().toList(), List::isEmpty);
            assertThat(homes()).as("the demo's directories that are left").isEmpty();
        }
    }

    private JarProcess demo() throws IOException {
        return JarProcess.start(
                List.of("-Djava.io.tmpdir=" + directory),
                List.of("demo", "--fast", "--keep"),
                Map.of(),
                directory.resolve("demo.log"));
    }

    /** The first group of the first line that fits, once the demo has said it. */
    private static String said(JarProcess demo, Pattern pattern) throws Exception {
        List<String> lines = Waiting.until(
                A_WHOLE_DEMO,
                "the demo to say " + pattern,
                demo::said,
                said -> matches(said, pattern).findFirst().isPresent());
        return matches(lines, pattern).findFirst().orElseThrow();
    }

    private static Stream<String> matches(List<String> lines, Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    private static void photograph(String webUi) throws Exception {
        try (WorkflowPage page = WorkflowPage.open(webUi, WORKFLOW)) {
            Waiting.until(SOON, "the summaries to be there", page::text, text -> text.contains("Close as COMPLETED"));
            assertThat(page.text())
                    .contains(WORKFLOW, "Migration", "Completed")
                    .contains("Claim public.users", "Backfill the rows that existed before", "Close as COMPLETED");
            page.showTimeline();
            Files.createDirectories(picture().toAbsolutePath().getParent());
            page.photograph(picture());
        }
    }

    private static Path picture() {
        return Boolean.getBoolean("picture.update")
                ? Path.of("../docs/images/temporal-web-ui.png")
                : Path.of("target/temporal-web-ui.png");
    }

    private List<Path> homes() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("interlock-demo-"))
                    .toList();
        }
    }

    /** PostgreSQL leaves its parent, so children are told by the demo's own directory, which each is started with. */
    private Stream<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(directory.toString()));
    }
}
