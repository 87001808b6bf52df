// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final String GATE = "GET /api/v1/migrations/shop/split/gate?phase=expanded";

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
    void openIsExitZero() {
        api.on(GATE, 200, "{\"open\":true,\"why\":\"split is RAMPING: the schema is expanded\"}");

        Shell.Printed printed = Shell.at(api).run("gate", "shop/split", "--phase", "expanded");

        assertThat(printed.out()).isEqualTo("open: split is RAMPING: the schema is expanded\n");
        assertThat(printed.exit()).isZero();
    }

    @Test
    void closedIsExitOneAlsoAsJson() {
        String closed = "{\"open\":false,\"why\":\"split is QUEUED: no worker has taken it yet\"}";
        api.on(GATE, 200, closed);

        Shell.Printed printed = Shell.at(api).run("gate", "shop/split", "--phase", "expanded", "--json");

        assertThat(printed.out()).isEqualTo(closed + "\n");
        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
    }

    @Test
    void theIdAloneShowsWhatTheContractsGateFoundLast() {
        api.on("GET /api/v1/migrations/shop/split/evidence", 200, """
                {"evidence":[{"gate":"SOAKING","at":"2026-01-05T10:00:00Z","open":false,"facts":{}},
                {"gate":"SOAKING","at":"2026-01-05T10:10:00Z","open":true,"facts":{
                "flag":{"holds":true,"found":"at 100 %"},
                "observed":{"holds":true,"found":"no reader","unknown":["statements on standby b"]}}}]}
                """);

        Shell.Printed printed = Shell.at(api).run("gate", "shop/split");

        assertThat(printed.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .containsExactly(
                        "open in SOAKING at 2026-01-05 10:10:00Z",
                        "holds flag at 100 %",
                        "holds observed no reader",
                        "not known observed statements on standby b");
        assertThat(printed.exit()).isZero();
    }

    @Test
    void aContractsGateThatWasNotAskedYetIsExitOne() {
        api.on("GET /api/v1/migrations/shop/split/evidence", 200, "{\"evidence\":[]}");

        Shell.Printed printed = Shell.at(api).run("gate", "shop/split");

        assertThat(printed.out()).isEqualTo("closed: the contract's gate has not been asked yet\n");
        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
    }

    @Test
    void claimedTableIsExitOne() {
        api.on(
                "GET /api/v1/claims/shop/public.users",
                200,
                "{\"open\":false,\"why\":\"public.users is claimed by split\"}");

        Shell.Printed printed = Shell.at(api).run("gate", "--claim", "shop/public.users");

        assertThat(printed.out()).isEqualTo("closed: public.users is claimed by split\n");
        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
    }

    @Test
    void unknownMigrationIsNo() {
        api.on(GATE, 404, "{\"title\":\"No such migration\",\"detail\":\"no migration split in database shop\"}");

        Shell.Printed printed = Shell.at(api).run("gate", "shop/split", "--phase", "expanded");

        assertThat(printed.err()).contains("no migration split in database shop");
        assertThat(printed.exit()).isEqualTo(ExitCode.NO);
    }

    @Test
    void nobodyThereIsExitThree() {
        assertThat(Shell.nowhere()
                        .run("gate", "shop/split", "--phase", "expanded")
                        .exit())
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gate",
                "gate --phase expanded",
                "gate shop/split --phase ramped",
                "gate shop/split --phase expanded --claim users"
            })
    void halfAQuestionIsExitTwoAndAsksNobody(String line) {
        Shell.Printed printed = Shell.at(api).run(line.split(" "));

        assertThat(printed.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(api.asked()).isEmpty();
    }
}
