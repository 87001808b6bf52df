// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.demo.stack.Ports;
import dev.interlock.e2e.stack.JarProcess;
import dev.interlock.e2e.stack.PrometheusServer;
import dev.interlock.e2e.stack.ScrapedShop;
import dev.interlock.e2e.stack.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Prometheus has kept, replayed by the jar that is handed out. */
@EndToEnd
class ReplayTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private int runs;

    @BeforeEach
    void plan() throws Exception {
        Files.writeString(folder.resolve("migration.yaml"), """
                apiVersion: interlock.dev/v1
                id: good
                database: shop
                mustExclude: 1000
                guardrails:
                  - name: checkout
                    kind: error-rate
                    source: prometheus
                    errors: 'sum(increase(shop_errors_total{variant="$variant"}[$window]))'
                    total: 'sum(increase(shop_calls_total{variant="$variant"}[$window]))'
                  - { name: busy, kind: threshold, source: prometheus, query: max(shop_busy), max: 0.8 }
                """);
        Files.writeString(folder.resolve("expand.sql"), "ALTER TABLE users ADD COLUMN email text;\n");
        Files.writeString(folder.resolve("contract.sql"), "ALTER TABLE users DROP COLUMN phone;\n");
    }

    @Test
    void whatItHasKeptSaysWhetherTheRampWouldHaveGoneBack() throws Exception {
        try (ScrapedShop shop = ScrapedShop.start(Ports.free())) {
            PrometheusServer prometheus = shop.prometheus();
            Waiting.until("a quiet past", () -> prometheus.has("count_over_time(shop_busy[1m]) > 15"));

            try (JarProcess quiet = replay(prometheus, "12s")) {
                assertThat(quiet.exitCode()).as(quiet.said().toString()).isZero();
                assertThat(quiet.said()).last().isEqualTo("would not have rolled back in 12 looks");
            }

            shop.metrics().failOnTheNewPath();
            Waiting.until(
                    "errors to be scraped",
                    () -> prometheus.has("sum(increase(shop_errors_total{variant=\"new\"}[5s])) > 150"));

            try (JarProcess failing = replay(prometheus, "20s")) {
                assertThat(failing.exitCode()).isEqualTo(1);
                assertThat(failing.said())
                        .last()
                        .asString()
                        .contains("would have rolled back at ")
                        .contains("checkout: candidate fails ");
            }
        }
    }

    @Test
    void onePrometheusThatHangsIsUnreachable() throws Exception {
        try (ScrapedShop shop = ScrapedShop.start(Ports.free())) {
            shop.prometheus().hang();
            Path configuration = Files.writeString(
                    elsewhere.resolve("worker.yml"),
                    "prometheus: { url: \"" + shop.prometheus().url() + "\", timeout: 1s, window: 4s }\n");

            try (JarProcess replay = run("--config", configuration.toString(), "--from", "1m")) {
                assertThat(replay.exitCode()).isEqualTo(3);
                assertThat(replay.said()).last().asString().contains("has not answered within 1000 ms");
            } finally {
                shop.prometheus().wake();
            }
        }
    }

    private JarProcess replay(PrometheusServer prometheus, String from) throws Exception {
        return run("--prometheus", prometheus.url(), "--window", "4s", "--step", "1s", "--from", from);
    }

    private JarProcess run(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("guardrails", "replay", folder.toString()));
        arguments.addAll(List.of(options));
        Path log = elsewhere.resolve("replay-" + ++runs + ".log");
        return JarProcess.start(List.of("-Xmx512m"), arguments, Map.of(), log);
    }
}
