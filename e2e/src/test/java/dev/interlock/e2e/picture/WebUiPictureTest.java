// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theWebUiTellsAMigrationsStoryAndTheDemoTakesEverythingWithIt() throws Exception {
        try (Program demo = InterlockJar.start(directory, Map.of(), "demo", "--fast", "--keep")) {
            Until soon = Until.within(Duration.ofMinutes(3)).showing(demo::output);
            String webUi = soon.finds("the Web UI's address is printed", () -> demo.said(WEB_UI));
            soon.finds("the migration has completed", () -> demo.said(COMPLETED));
            soon.finds("the demo stays", () -> demo.said(LEFT_RUNNING));

            photograph(webUi);

            // Else nothing would be gone afterwards because nothing had been seen.
            assertThat(processes()).anyMatch(line -> line.contains("/postgres "));
            assertThat(processes()).anyMatch(line -> line.contains("temporal server start-dev"));
            assertThat(processes()).anyMatch(line -> line.contains("WorkerApplication"));
            demo.terminate();
            Until.within(Duration.ofSeconds(30))
                    .showing(() -> String.join("\n", processes().toList()))
                    .holds("every process is gone", () -> processes().findAny().isEmpty());
            assertThat(homes()).as("the demo's directories that are left").isEmpty();
        }
    }

    private static void photograph(String webUi) throws Exception {
        try (WorkflowPage page = WorkflowPage.open(webUi, WORKFLOW)) {
            Until.within(Duration.ofSeconds(30))
                    .showing(page::text)
                    .holds("the summaries are there", () -> page.text().contains("Close as COMPLETED"));
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
