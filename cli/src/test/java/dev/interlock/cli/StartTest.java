// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    private static final String START = "POST /api/v1/migrations";
    private static final String ONE = "GET /api/v1/migrations/shop/split";
    private static final String STARTED =
            "{\"database\":\"shop\",\"id\":\"split\",\"workflowId\":\"migration.shop.split\",\"planSha256\":\"3f2a\",\"off\":[\"hide\",\"archive\"]}";

    @TempDir
    private Path folder;

    private FakeApi api;

    @BeforeEach
    void plan() throws IOException {
        api = new FakeApi();
        Files.writeString(folder.resolve("migration.yaml"), "id: split\n");
        Files.createDirectory(folder.resolve("expand"));
        Files.writeString(folder.resolve("expand/1-columns.sql"), "SELECT 1;\n");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void folderTravelsAsPathsAndContents() {
        api.on(START, 201, STARTED);

        Shell.Printed printed = Shell.at(api).run("start", folder.toString());

        assertThat(printed.out()).isEqualTo("""
                        started shop/split
                          plan     3f2a
                          workflow migration.shop.split
                          off      hide, archive (not built yet)
                        """);
        assertThat(api.asked())
                .singleElement()
                .asString()
                .contains("\"migration.yaml\":\"id: split\\n\"", "\"expand/1-columns.sql\":\"SELECT 1;\\n\"")
                .contains("\"actor\":\"alice\"");
    }

    @Test
    void queueTravelsBesideThePlan() {
        api.on(START, 201, STARTED);

        Shell.at(api).run("start", folder.toString(), "--queue");

        assertThat(api.asked()).singleElement().asString().contains("\"queue\":true");
    }

    @Test
    void waitEndsWellOnlyWhenCompleted() {
        api.on(START, 201, STARTED)
                .on(ONE, 200, "{\"phase\":\"RAMPING\",\"percent\":5.0}")
                .on(ONE, 200, "{\"phase\":\"RAMPING\",\"percent\":5.0,\"hold\":\"no evaluator\"}")
                .on(ONE, 200, "{\"phase\":\"COMPLETED\",\"percent\":100.0,\"endedAs\":\"COMPLETED\"}");

        Shell.Printed printed = Shell.at(api).run("start", folder.toString(), "--wait");

        assertThat(printed.out()).endsWith("RAMPING 5 %\nRAMPING 5 %, held: no evaluator\nCOMPLETED 100 %\n");
        assertThat(printed.exit()).isZero();
    }

    @Test
    void waitEndsWithNoWhenItWasRolledBack() {
        api.on(START, 201, STARTED).on(ONE, 200, "{\"phase\":\"ROLLED_BACK\",\"percent\":0.0,\"live\":true}");

        assertThat(Shell.at(api).run("start", folder.toString(), "--wait").exit())
                .isEqualTo(ExitCode.NO);
    }

    @Test
    void waitIsNotEndedByWhatTheLedgerSaysOfTheRunBefore() {
        api.on(START, 201, STARTED)
                .on(ONE, 200, "{\"phase\":\"ROLLED_BACK\",\"percent\":0.0,\"live\":false}")
                .on(ONE, 200, "{\"phase\":\"RAMPING\",\"percent\":1.0,\"live\":true}")
                .on(ONE, 200, "{\"phase\":\"COMPLETED\",\"percent\":100.0,\"endedAs\":\"COMPLETED\"}");

        assertThat(Shell.at(api).run("start", folder.toString(), "--wait").exit())
                .isZero();
    }

    @Test
    void planWithAFileThatIsNotTextIsNotSentWithoutIt() throws IOException {
        Files.write(folder.resolve("expand/2-more.sql"), new byte[] {'-', '-', (byte) 0xE4, '\n'});

        Shell.Printed printed = Shell.at(api).run("start", folder.toString());

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.err()).contains("not-text  expand/2-more.sql");
        assertThat(api.asked()).isEmpty();
    }

    @Test
    void refusedPlanIsJsonToo() throws IOException {
        Files.write(folder.resolve("expand/2-more.sql"), new byte[2 * 1024 * 1024]);

        Shell.Printed printed = Shell.at(api).run("start", folder.toString(), "--json");

        assertThat(new ObjectMapper()
                        .readTree(printed.out())
                        .at("/problems/0/rule")
                        .asText())
                .isEqualTo("too-large");
    }

    @Test
    void everyProblemOfThePlanIsShown() {
        api.on(START, 422, """
                {"title":"The plan is not valid","detail":"2 problems","problems":[
                  {"rule":"unknown-key","severity":"error","file":"migration.yaml","line":3,"path":"rmp","message":"no such key","instead":"ramp"},
                  {"rule":"missing-file","severity":"error","file":"contract.sql","message":"there is no contract.sql"}]}
                """);

        Shell.Printed printed = Shell.at(api).run("start", folder.toString());

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.err()).isEqualTo("""
                        interlock: The plan is not valid: 2 problems
                          error  unknown-key  migration.yaml:3  rmp
                            no such key
                            instead: ramp
                          error  missing-file  contract.sql
                            there is no contract.sql
                        """);
    }

    @Test
    void folderWithoutAPlanIsWrongUsage() {
        Shell.Printed nothing =
                Shell.at(api).run("start", folder.resolve("nowhere").toString());
        Shell.Printed noPlan =
                Shell.at(api).run("start", folder.resolve("expand").toString());

        assertThat(nothing.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(noPlan.err()).contains("there is no migration.yaml in");
        assertThat(api.asked()).isEmpty();
    }
}
