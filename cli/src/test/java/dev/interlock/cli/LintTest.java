// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {

    @TempDir
    private Path folder;

    @Test
    void goodPlanIsExitZero() throws IOException {
        write();

        Shell.Printed printed = Shell.nowhere().run("lint", folder.toString());

        assertThat(printed.exit()).as(printed.out()).isZero();
        assertThat(printed.out()).startsWith(folder + ": ");
    }

    @Test
    void findingsAreExitOneWithWhereAndWhatInstead() throws IOException {
        write();
        Files.writeString(folder.resolve("migration.yaml"), "apiVersion: interlock.dev/v1\nid: good\ndatabse: shop\n");

        Shell.Printed printed = Shell.nowhere().run("lint", folder.toString());

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.out())
                .contains("error  ")
                .contains("migration.yaml:3")
                .contains("databse");
    }

    @Test
    void jsonIsOneObjectOfFindings() throws IOException {
        Files.writeString(folder.resolve("migration.yaml"), "id: X\n");

        Shell.Printed printed = Shell.nowhere().run("lint", folder.toString(), "--json");

        assertThat(new ObjectMapper()
                        .readTree(printed.out())
                        .at("/findings/0/severity")
                        .asText())
                .isEqualTo("error");
    }

    @Test
    void fileShowsOnlyItsOwnFindings() throws IOException {
        write();
        Files.writeString(folder.resolve("migration.yaml"), "id: X\n");

        Shell.Printed printed =
                Shell.nowhere().run("lint", folder.resolve("expand.sql").toString());

        assertThat(printed.out()).doesNotContain("migration.yaml");
    }

    @Test
    void fileShowsWhatIsWrongWithItsPlanAsAWhole() throws IOException {
        write();
        Files.write(folder.resolve("contract.sql"), new byte[2 * 1024 * 1024]);

        Shell.Printed printed =
                Shell.nowhere().run("lint", folder.resolve("expand.sql").toString());

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.out()).contains("too-large");
    }

    @Test
    void missingFileIsWrongUsage() {
        assertThat(Shell.nowhere()
                        .run("lint", folder.resolve("nowhere").toString())
                        .exit())
                .isEqualTo(ExitCode.USAGE);
    }

    private void write() throws IOException {
        Files.writeString(folder.resolve("migration.yaml"), "apiVersion: interlock.dev/v1\nid: good\ndatabase: shop\n");
        Files.writeString(folder.resolve("expand.sql"), "ALTER TABLE users ADD COLUMN email text;\n");
        Files.writeString(folder.resolve("contract.sql"), "ALTER TABLE users DROP COLUMN phone;\n");
    }
}
