// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    private static final String PATH = "POST /api/v1/migrations/shop/split/";
    private static final String ACCEPTED =
            "{\"changed\":true,\"message\":\"done\",\"status\":{\"phase\":\"RAMPING\",\"percent\":20.0,\"hold\":\"paused by alice\"}}";

    private FakeApi api;

    @BeforeEach
    void start() throws IOException {
        api = new FakeApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "rollback", "revert", "promote", "repair"})
    void commandCarriesWhoAndWhy(String verb) {
        api.on(PATH + verb, 200, ACCEPTED);

        Shell.Printed printed = Shell.at(api).run(verb, "shop/split", "--reason", "lunch");

        assertThat(printed.out()).isEqualTo("shop/split: done\n  RAMPING 20 %, held: paused by alice\n");
        assertThat(api.asked()).singleElement().asString().contains("\"actor\":\"alice\"", "\"reason\":\"lunch\"");
    }

    @Test
    void whatOnlyOneVerbHasIsSentWithIt() {
        api.on(PATH + "extend", 200, ACCEPTED)
                .on(PATH + "approve", 200, ACCEPTED)
                .on(PATH + "throttle", 200, ACCEPTED)
                .on(PATH + "resume", 200, ACCEPTED);

        Shell.at(api).run("extend", "shop/split", "--reason", "x", "--for", "2h");
        Shell.at(api).run("approve", "shop/split", "--reason", "x", "--plan", "3f2a");
        Shell.at(api).run("resume", "shop/split", "--reason", "x", "--keep", "ours", "--actor", "bob");

        Shell.at(api).run("throttle", "shop/split", "--reason", "x", "--rate", "500");

        assertThat(api.asked().get(0)).contains("\"for\":\"2h\"");
        assertThat(api.asked().get(3)).contains("\"rate\":\"500\"");
        assertThat(api.asked().get(1)).contains("\"plan\":\"3f2a\"");
        assertThat(api.asked().get(2)).contains("\"keep\":\"ours\"", "\"actor\":\"bob\"");
    }

    @Test
    void refusalIsTheMigrationsSentenceAndExitOne() {
        api.on(
                PATH + "revert",
                409,
                "{\"title\":\"The migration refused the command\",\"detail\":\"roll back first\"}");

        Shell.Printed printed = Shell.at(api).run("revert", "shop/split", "--reason", "x");

        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
        assertThat(printed.err()).contains("roll back first");
        assertThat(printed.out()).isEmpty();
    }

    @Test
    void refusalAsJsonGoesToStandardOutput() {
        api.on(PATH + "revert", 409, "{\"code\":\"refused\"}");

        Shell.Printed printed = Shell.at(api).run("revert", "shop/split", "--reason", "x", "--json");

        assertThat(printed.out()).isEqualTo("{\"code\":\"refused\"}\n");
        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pause shop/split",
                "approve shop/split --reason x",
                "extend shop/split --reason x",
                "throttle shop/split --reason x",
                "pause a/b/c --reason x",
                "explode shop/split",
                "",
                "pause shop/split --reason x --unknown"
            })
    void wrongUsageIsExitTwoAndAsksNobody(String line) {
        Shell.Printed printed = Shell.at(api).run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(printed.err()).contains("try: interlock");
        assertThat(api.asked()).isEmpty();
    }
}
