// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.workflows.temporal.InterlockAttributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:-[^}]*)?}");
    private static final Pattern GETENV = Pattern.compile("\\\\getenv \\w+ ([A-Z_]+)");

    private ComposeFile compose;

    @BeforeEach
    void read() throws IOException {
        compose = ComposeFile.read();
    }

    @Test
    void everyPartIsThere() {
        assertThat(compose.services().keySet())
                .contains("postgres", "temporal", "temporal-ui", "temporal-namespace", "worker", "api", "shop");
    }

    @Test
    void everyImageIsPinned() {
        assertThat(compose.services().values())
                .extracting(service -> String.valueOf(service.get("image")))
                .allMatch(image -> image.matches("[a-z/-]+:\\d+(\\.\\d+)+"), "has a full version");
    }

    @Test
    void everyPublishedPortIsOnLoopbackOnly() {
        assertThat(compose.services().values())
                .flatExtracting(service -> ComposeFile.strings(service, "ports"))
                .hasSizeGreaterThan(4)
                .allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"), "is published on 127.0.0.1");
    }

    @Test
    void everyMountedFileExists() {
        assertThat(mounts())
                .hasSize(6)
                .allSatisfy(
                        mount -> assertThat(compose.root().resolve(mount[0])).isRegularFile());
    }

    @Test
    void everyScriptInAnEntryPointIsMountedThere() {
        for (Map<String, Object> service : compose.services().values()) {
            for (String part : ComposeFile.strings(service, "entrypoint")) {
                if (part.endsWith(".sh")) {
                    assertThat(targets(service)).contains(part);
                }
            }
        }
    }

    @Test
    void everyProcessIsGivenAVerbAndAFileThatIsMounted() {
        Set<String> verbs = Main.command().commandLine().getSubcommands().keySet();

        assertThat(List.of("worker", "api", "shop")).allSatisfy(name -> {
            List<String> command = ComposeFile.strings(compose.service(name), "command");
            assertThat(verbs).contains(command.get(0));
            assertThat(targets(compose.service(name))).contains(command.get(1));
        });
    }

    @Test
    void everyVariableOfAConfigurationFileIsSetByItsServiceOrHasADefaultThatFits() throws IOException {
        for (String name : List.of("worker", "api", "shop")) {
            Map<String, String> environment = ComposeFile.environment(compose.service(name));
            Set<String> asked = variables(compose.root().resolve("deploy/" + name + ".yml"));

            assertThat(environment.keySet()).as("environment of %s", name).containsExactlyInAnyOrderElementsOf(asked);
        }
    }

    @Test
    void everyPasswordThatTheRolesAreMadeWithIsTheOneThatProcessesUse() throws IOException {
        Map<String, String> postgres = ComposeFile.environment(compose.service("postgres"));
        String roles = Files.readString(compose.root().resolve("deploy/postgres/roles.sql"));

        assertThat(GETENV.matcher(roles).results().map(found -> found.group(1)))
                .hasSize(4)
                .isSubsetOf(postgres.keySet());
        for (String name : List.of("worker", "api", "shop")) {
            ComposeFile.environment(compose.service(name)).forEach((variable, value) -> {
                if (variable.endsWith("_PASSWORD")) {
                    assertThat(value).as("%s of %s", variable, name).isEqualTo(postgres.get(variable));
                }
            });
        }
    }

    @Test
    void everyHostNameInAnAddressIsAService() {
        Pattern host = Pattern.compile("(?:^|//)([a-z-]+):\\d+");

        Set<String> hosts = new TreeSet<>();
        compose.services()
                .values()
                .forEach(service -> ComposeFile.environment(service).values().stream()
                        .flatMap(value -> host.matcher(value).results())
                        .map(found -> found.group(1))
                        .forEach(hosts::add));

        assertThat(hosts).isNotEmpty().isSubsetOf(compose.services().keySet());
    }

    @Test
    void everyPortThatAProcessListensOnIsTheOnePublished() throws IOException {
        for (String name : List.of("worker", "api")) {
            String file = Files.readString(compose.root().resolve("deploy/" + name + ".yml"));
            String port = Pattern.compile("(?m)^    port: (\\d+)$")
                    .matcher(file)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();

            assertThat(ComposeFile.strings(compose.service(name), "ports"))
                    .as("ports of %s", name)
                    .containsExactly("127.0.0.1:" + port + ":" + port);
        }
    }

    @Test
    void theWebUiCanNeitherTerminateNorReset() {
        assertThat(ComposeFile.environment(compose.service("temporal-ui")))
                .containsEntry("TEMPORAL_WORKFLOW_TERMINATE_DISABLED", "true")
                .containsEntry("TEMPORAL_WORKFLOW_RESET_DISABLED", "true");
    }

    @Test
    void theNamespaceJobCreatesEverySearchAttributeWithItsType() throws IOException {
        String script = Files.readString(compose.root().resolve("deploy/temporal/namespace.sh"));

        assertThat(Pattern.compile("(?m)^attribute (\\w+) (\\w+)$")
                        .matcher(script)
                        .results()
                        .map(found -> found.group(1) + " " + found.group(2)))
                .containsExactlyElementsOf(InterlockAttributes.ALL.stream()
                        .map(key -> key.getName() + " " + dev.interlock.worker.boot.AttributeTypes.commandLineName(key))
                        .toList());
        assertThat(script).contains("--retention 90d");
    }

    @Test
    void everyProcessOfOursIsReadOnly() {
        assertThat(List.of("worker", "api", "shop"))
                .allSatisfy(name -> assertThat(compose.service(name)).containsEntry("read_only", true));
    }

    private List<String[]> mounts() {
        return compose.services().values().stream()
                .flatMap(service -> ComposeFile.strings(service, "volumes").stream())
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":"))
                .toList();
    }

    private static List<String> targets(Map<String, Object> service) {
        return ComposeFile.strings(service, "volumes").stream()
                .map(volume -> volume.split(":")[1])
                .toList();
    }

    private static Set<String> variables(Path file) throws IOException {
        return new TreeSet<>(VARIABLE.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList());
    }
}
