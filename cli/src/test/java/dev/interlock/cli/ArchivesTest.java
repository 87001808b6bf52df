// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivesTest {

    private static final String PATH = "/api/v1/migrations/shop/split/";
    private static final String KEPT =
            "\"archives\":[{\"id\":\"split\",\"takenBy\":\"contract\",\"objects\":[\"column public.users.full_name\"],"
                    + "\"storedIn\":\"interlock_archive.m1_1_users\",\"rows\":84000,\"bytes\":5242880,"
                    + "\"sealedAt\":\"2026-01-01T08:00:00Z\",\"until\":\"2026-01-31T08:00:00Z\"}]";
    private static final String ORDER =
            "\"orders\":[{\"order\":7,\"kind\":\"restore\",\"table\":\"public.users\",\"column\":\"full_name\",\"actor\":\"alice\","
                    + "\"reason\":\"we need it\",\"orderedAt\":\"2026-01-02T08:00:00Z\",\"state\":\"ORDERED\",\"message\":\"\",\"rows\":500}]";

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whatIsKeptIsShownWithWhereAndUntilWhen() {
        api.on("GET " + PATH + "archive", 200, "{" + KEPT + "," + ORDER + "}");

        assertThat(Shell.at(api).run("archives", "shop/split").out()).isEqualTo("""
                        shop/split: 1 archive
                          split  column public.users.full_name  in interlock_archive.m1_1_users  84000 rows, 5120 KiB when compared, until 2026-01-31 08:00Z
                          restore public.users.full_name  ORDERED, 500 rows so far, by alice at 2026-01-02 08:00Z: we need it
                        """);
    }

    @Test
    void allOfADatabaseIsAskedTogether() {
        api.on("GET /api/v1/archives/shop", 200, "{" + KEPT + ",\"orders\":[]}");

        assertThat(Shell.at(api).run("archives", "--database", "shop").out()).startsWith("shop: 1 archive\n");
    }

    @Test
    void aRestoreIsOrderedWithWhoAndWhy() {
        api.on("POST " + PATH + "restore", 202, "{\"order\":7," + KEPT + "," + ORDER + "}");

        Shell.Printed printed = Shell.at(api)
                .run("restore", "shop/split", "--table", "users", "--column", "full_name", "--reason", "we need it");

        assertThat(printed.exit()).isEqualTo(ExitCode.OK);
        assertThat(printed.out()).startsWith("shop/split: restore public.users.full_name  ORDERED");
        assertThat(api.asked())
                .singleElement()
                .asString()
                .contains(
                        "\"table\":\"users\"",
                        "\"column\":\"full_name\"",
                        "\"actor\":\"alice\"",
                        "\"reason\":\"we need it\"");
    }

    @Test
    void forgettingIsConfirmedByName() {
        api.on("POST " + PATH + "forget", 202, "{\"order\":7," + KEPT + "," + ORDER + "}");

        Shell.at(api).run("forget", "shop/split", "--yes", "--reason", "they asked");

        assertThat(api.asked()).singleElement().asString().contains("\"confirm\":\"split\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archives",
                "archives shop/split --database shop",
                "restore shop/split",
                "restore shop/split --column full_name --reason x",
                "forget shop/split --reason x",
                "forget shop/split --yes"
            })
    void halfAnOrderIsExitTwoAndAsksNobody(String line) {
        Shell.Printed printed = Shell.at(api).run(line.split(" "));

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(api.asked()).isEmpty();
    }
}
