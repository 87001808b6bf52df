// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine line = Main.command().commandLine().setErr(new PrintWriter(errors, true));

    @Test
    void theProcessesStandBesideTheVerbs() {
        assertThat(line.getSubcommands().keySet())
                .contains("demo", "server", "worker", "api", "shop", "start", "status", "lint", "kill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "api", "shop"})
    void aConfigurationThatIsNotThereIsWrongUsage(String verb) {
        int code = line.execute(verb, "no-such-file.yml");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("there is no file no-such-file.yml");
    }

    @Test
    void aScenarioThatIsNotThereNamesThoseThatAre() {
        int code = line.execute("demo", "--scenario", "sunshine");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).contains("happy, errors, table-scan, slow, bad-backward, pause, rollback, crash");
    }

    @Test
    void theLauncherIsExecutableAndForAnyShell() throws Exception {
        Path launcher = ComposeFile.read().root().resolve("interlock");

        assertThat(launcher).isExecutable();
        assertThat(Files.readAllLines(launcher).get(0)).isEqualTo("#!/bin/sh");
        assertThat(new ProcessBuilder("sh", "-n", launcher.toString()).start().waitFor())
                .isZero();
    }
}
