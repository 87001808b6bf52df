// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {

    private static final String PATH = "/api/v1/migrations/shop/split/releases";
    private static final String ONE =
            "{\"releases\":[{\"name\":\"web-41\",\"actor\":\"ann\",\"reason\":\"reads full_name\",\"addedAt\":\"2026-01-01T08:00:00Z\"}]";

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
    void releaseIsSentWithWhoAndWhy() {
        api.on("POST " + PATH + "/add", 200, ONE + ",\"changed\":true}");

        Shell.Printed printed =
                Shell.at(api).run("releases", "add", "shop/split", "web-41", "--reason", "reads full_name");

        assertThat(printed.out()).isEqualTo("""
                        shop/split: 1 release needs the old path
                          web-41  since 2026-01-01 08:00:00Z, ann: reads full_name
                        """);
        assertThat(api.asked())
                .singleElement()
                .asString()
                .contains("\"release\":\"web-41\"", "\"actor\":\"alice\"", "\"reason\":\"reads full_name\"");
    }

    @Test
    void whatStoodSoAlreadyIsSaid() {
        api.on("POST " + PATH + "/add", 200, ONE + ",\"changed\":false}");

        Shell.Printed printed = Shell.at(api).run("releases", "add", "shop/split", "web-41", "--reason", "x");

        assertThat(printed.out()).startsWith("shop/split: 1 release needs the old path (nothing to do)\n");
        assertThat(printed.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aNameThatIsNotRegisteredIsNoAndTheOthersAreNamed() {
        api.on("POST " + PATH + "/remove", 200, ONE + ",\"changed\":false}");

        Shell.Printed printed = Shell.at(api).run("releases", "remove", "shop/split", "web-14", "--reason", "x");

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.out()).isEqualTo("""
                        no release web-14 is registered
                        shop/split: 1 release needs the old path
                          web-41  since 2026-01-01 08:00:00Z, ann: reads full_name
                        """);
    }

    @Test
    void listIsAQuestion() {
        api.on("GET " + PATH, 200, ONE + "}");

        assertThat(Shell.at(api).run("releases", "list", "shop/split").out()).contains("web-41");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "releases",
                "releases add shop/split",
                "releases add shop/split web-41",
                "releases list shop/split web-41",
                "releases drop shop/split web-41 --reason x"
            })
    void halfAnOrderIsExitTwoAndAsksNobody(String line) {
        Shell.Printed printed = Shell.at(api).run(line.split(" "));

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(api.asked()).isEmpty();
    }
}
