// SPDX-License-Identifier: Apache-2.0
package dev.interlock.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFolderTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void smallestPlan() throws IOException {
        for (Map.Entry<String, String> file : Plans.smallest().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void aFolderReadsAsItsFilesDo() throws IOException {
        ReadPlan read = new PlanReader().read(folder);

        assertThat(read).isEqualTo(new PlanReader().read(Plans.smallest()));
    }

    @Test
    void whatIsNeitherSqlNorYamlIsNoPartOfThePlan() throws IOException {
        Files.writeString(folder.resolve("README.md"), "why");

        assertThat(PlanFolder.read(folder).files()).isEqualTo(Plans.smallest());
    }

    @Test
    void aScriptTooDeepToBeReadIsRefusedAndNotForgotten() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("expand/later"));
        Files.writeString(deep.resolve("1-more.sql"), "ALTER TABLE users ADD COLUMN b text;");

        ReadPlan read = new PlanReader().read(folder);

        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("unknown-file");
            assertThat(problem.file()).isEqualTo("expand/later/1-more.sql");
        });
    }

    @Test
    void aFileInAnotherEncodingIsRefusedByName() throws IOException {
        Files.write(folder.resolve("revert.sql"), "-- ä\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(PlanFolder.read(folder).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.rule()).isEqualTo("not-text");
            assertThat(problem.file()).isEqualTo("revert.sql");
        });
    }

    @Test
    void twoMebibytesAreRefusedUnread() throws IOException {
        Files.write(folder.resolve("expand.sql"), new byte[2 * 1024 * 1024]);

        PlanFolder read = PlanFolder.read(folder);

        assertThat(read.files()).isEmpty();
        assertThat(read.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo("too-large"));
    }
}
