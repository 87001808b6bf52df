// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {

    @TempDir
    private Path build;

    @Test
    void programsStayWithTheBuildForItsOwnerAlone() throws Exception {
        Path kept = build.resolve("programs");
        try (DemoHome home = DemoHome.create()) {
            Path first = PostgresPrograms.directory(home, kept.toString());
            Path again = PostgresPrograms.directory(home, kept.toString());

            assertThat(first).isEqualTo(again).isEqualTo(kept.resolve("postgres"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void programsGoWithTheDemoWhereThereIsNoBuild() throws Exception {
        try (DemoHome home = DemoHome.create()) {
            Path own = home.file("postgres-programs");

            assertThat(PostgresPrograms.directory(home, null)).isEqualTo(own);
            assertThat(PostgresPrograms.directory(home, "")).isEqualTo(own);
            assertThat(PostgresPrograms.directory(
                            home, build.resolve("gone").resolve("programs").toString()))
                    .isEqualTo(own);
        }
    }
}
