// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.demo.stack.Ports;
import dev.interlock.e2e.stack.JarProcess;
import dev.interlock.e2e.stack.Servers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator can mend is said in one plain line, and the exit code is 1. */
@EndToEnd
class BootTest {

    @ParameterizedTest
    @ValueSource(strings = {"worker", "api"})
    void aTemporalThatIsNotThereIsSaidInOneLine(String verb, Servers servers) throws Exception {
        Map<String, String> environment = servers.environment();
        String nobody = "127.0.0.1:" + Ports.free();
        environment.put("INTERLOCK_TEMPORAL_ADDRESS", nobody);

        refuses(servers.run(verb, environment), verb, "Temporal", nobody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "api"})
    void aNamespaceThatIsNotThereIsSaidInOneLine(String verb, Servers servers) throws Exception {
        Map<String, String> environment = servers.environment();
        environment.put("INTERLOCK_TEMPORAL_NAMESPACE", "nowhere");

        refuses(servers.run(verb, environment), verb, "namespace nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "api"})
    void aDatabaseThatIsNotThereIsSaidInOneLine(String verb, Servers servers) throws Exception {
        Map<String, String> environment = servers.environment();
        int nobody = Ports.free();
        environment.put("SHOP_URL", "jdbc:postgresql://127.0.0.1:" + nobody + "/shop");

        refuses(servers.run(verb, environment), verb, "database shop", "127.0.0.1:" + nobody);
    }

    @Test
    void aSearchAttributeThatIsNotThereIsSaidInOneLineWithTheCommandThatMakesIt(Servers servers) throws Exception {
        servers.temporalTool().createNamespace("no-next-at");
        servers.temporalTool().createAttribute("no-next-at", "InterlockPhase", "Keyword");
        servers.temporalTool().createAttribute("no-next-at", "InterlockHold", "Keyword");
        servers.temporalTool().createAttribute("no-next-at", "InterlockDatabase", "Keyword");
        servers.temporalTool().createAttribute("no-next-at", "InterlockTables", "KeywordList");
        servers.temporalTool().createAttribute("no-next-at", "InterlockOwner", "Keyword");
        servers.temporalTool().createAttribute("no-next-at", "InterlockPercent", "Double");
        Map<String, String> environment = servers.environment();
        environment.put("INTERLOCK_TEMPORAL_NAMESPACE", "no-next-at");

        refuses(
                servers.run("worker", environment),
                "worker",
                "InterlockNextAt is missing",
                "temporal operator search-attribute create -n no-next-at --name InterlockNextAt --type Datetime");
    }

    private static void refuses(JarProcess process, String verb, String... words) throws Exception {
        assertThat(process.exitCode()).as("exit code of %s", process).isEqualTo(1);
        assertThat(process.said()).as("a stack trace").noneMatch(line -> line.startsWith("\tat "));
        assertThat(process.said())
                .filteredOn(line -> line.startsWith("interlock " + verb + ": "))
                .singleElement()
                .asString()
                .contains(words);
    }
}
