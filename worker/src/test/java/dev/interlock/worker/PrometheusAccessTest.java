// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.worker.boot.BootRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusAccessTest {

    @TempDir
    private Path folder;

    @Test
    void anAddressAloneHasTheWindowOfAWorkerThatSaysNothingOfIt() throws BootRefused {
        assertThat(PrometheusAccess.at("http://metrics:9090", Optional.empty()).shortestWindow())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(PrometheusAccess.at("http://metrics:9090", Optional.of(Duration.ofSeconds(4)))
                        .shortestWindow())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> PrometheusAccess.at("metrics:9090", Optional.of(Duration.ofHours(2))))
                .isInstanceOf(BootRefused.class)
                .hasMessageContaining("prometheus.url is 'metrics:9090'")
                .hasMessageContaining("prometheus.window is 7200000 milliseconds");
    }

    @Test
    void ofAConfigurationNothingElseIsRead() throws Exception {
        Path file = write(
                "databases: { shop: { password: \"${NOT_SET}\" } }\nprometheus: { url: \"http://metrics:9090\", window: 2m }\n");

        assertThat(PrometheusAccess.of(file))
                .returns(Duration.ofMinutes(2), sources -> sources.shortestWindow())
                .returns(true, sources -> sources.prometheus().isPresent());
    }

    @Test
    void itsOwnVariablesAreFilledInAndThoseThatAreNotDefinedAreSaidAtOnce() throws Exception {
        Path file = write("prometheus: { url: \"${NOT_SET:-http://metrics:9090}\", window: \"${NOT_SET:-2m}\" }\n");

        assertThat(PrometheusAccess.of(file).shortestWindow()).isEqualTo(Duration.ofMinutes(2));

        assertThatThrownBy(() -> PrometheusAccess.of(
                        write("prometheus: { url: \"${NOT_SET}\", window: 2m, bearerTokenFile: \"${NOR_THIS}\" }\n")))
                .isInstanceOf(BootRefused.class)
                .hasMessageContaining(
                        "prometheus.url is not complete in this environment: Cannot resolve variable 'NOT_SET'")
                .hasMessageContaining(
                        "prometheus.bearerTokenFile is not complete in this environment: Cannot resolve variable 'NOR_THIS'");
    }

    @Test
    void aConfigurationWithoutOneOrWithAnUnknownKeyIsRefused() throws IOException {
        assertThatThrownBy(() -> PrometheusAccess.of(write("databases: {}\n")))
                .isInstanceOf(BootRefused.class)
                .hasMessageEndingWith("worker.yml has no prometheus");
        assertThatThrownBy(
                        () -> PrometheusAccess.of(write("prometheus: { url: \"http://metrics:9090\", windw: 2m }\n")))
                .isInstanceOf(BootRefused.class)
                .hasMessageContaining("windw");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("worker.yml"), yaml);
    }
}
