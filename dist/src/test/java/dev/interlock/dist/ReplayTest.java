// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command against a Prometheus over HTTP that has a past of half an hour. */
class ReplayTest {

    private static final String FROM = "2026-03-02T09:00:00Z";
    private static final String TO = "2026-03-02T09:30:00Z";

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private PastPrometheus prometheus;

    @BeforeEach
    void start() throws IOException {
        prometheus = PastPrometheus.start();
        Files.writeString(folder.resolve("migration.yaml"), """
                apiVersion: interlock.dev/v1
                id: good
                database: shop
                guardrails:
                  - name: checkout
                    kind: error-rate
                    source: prometheus
                    errors: 'errors{v="$variant"}[$window]'
                    total: 'calls{v="$variant"}[$window]'
                  - { name: busy, kind: threshold, source: prometheus, query: 'busy[$window]', max: 0.8 }
                """);
        Files.writeString(folder.resolve("expand.sql"), "ALTER TABLE users ADD COLUMN email text;\n");
        Files.writeString(folder.resolve("contract.sql"), "ALTER TABLE users DROP COLUMN phone;\n");
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @Test
    void aQuietPastWouldNotHaveRolledBackAndEachLookIsAskedAtItsOwnTime() {
        prometheus.answers((query, time) -> query.startsWith("busy") ? 0.4 : query.startsWith("calls") ? 1_000 : 10);

        int code = replay("--prometheus", prometheus.url());

        assertThat(out.toString())
                .contains("would not have rolled back in 180 looks")
                .doesNotContain("not judged");
        assertThat(code).isZero();
        assertThat(prometheus.times("busy[60s]"))
                .hasSize(180)
                .startsWith("1772442010.000")
                .endsWith("1772443800.000");
        List<String> windows = prometheus.times("calls{v=\"new\"}[60s]");
        assertThat(windows).hasSize(30).startsWith("1772442060.000").endsWith("1772443800.000");
        assertThat(prometheus.times("calls{v=\"old\"}[60s]"))
                .as("both arms at one time")
                .isEqualTo(windows);
        assertThat(prometheus.times("errors{v=\"new\"}[60s]")).isEqualTo(windows);
    }

    @Test
    void errorsThatBeginInTheMiddleWouldHaveRolledBackSoonAfter() {
        prometheus.answers((query, time) -> {
            if (query.startsWith("busy")) {
                return 0.4;
            }
            boolean fails = query.startsWith("errors{v=\"new\"") && time > 1772442900;
            return query.startsWith("calls") ? 1_000 : fails ? 100 : 10;
        });

        int code = replay("--prometheus", prometheus.url());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .containsPattern("would have rolled back at 2026-03-02 09:1[6-8]:00Z: checkout: candidate fails ");
    }

    @Test
    void aPastOfTheOldPathAloneIsSaidPlainly() {
        prometheus.answers((query, time) ->
                query.contains("\"new\"") ? Double.NEGATIVE_INFINITY : query.startsWith("busy") ? 0.4 : 1_000);

        assertThat(replay("--prometheus", prometheus.url(), "--percent", "0")).isZero();
        int code = replay("--prometheus", prometheus.url());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("checkout: not judged: total of variant new: Prometheus has no series for the query")
                .contains("; not judged: checkout");
    }

    @Test
    void aConfigurationBringsItsSecretFromAFile() throws IOException {
        prometheus.answers((query, time) -> query.startsWith("busy") ? 0.4 : query.startsWith("calls") ? 1_000 : 10);
        Path token = Files.writeString(elsewhere.resolve("token"), "s3cret\n");
        Path configuration = Files.writeString(
                elsewhere.resolve("worker.yml"),
                "databases: { shop: { password: \"${NOT_SET}\" } }\nprometheus: { url: \"" + prometheus.url()
                        + "\", window: 5m, bearerTokenFile: \"" + token + "\" }\n");

        int code = replay("--config", configuration.toString());

        assertThat(code).as(err.toString()).isZero();
        assertThat(prometheus.authorizations()).containsOnly("Bearer s3cret");
        assertThat(prometheus.times("calls{v=\"new\"}[300s]")).hasSize(6);
        assertThat(out.toString() + err).doesNotContain("s3cret");
    }

    @Test
    void aSecretOnTheCommandLineAndAConfigurationWithoutPrometheusAreWrongUsage() throws IOException {
        assertThat(replay("--prometheus", "http://anna:s3cret@127.0.0.1:9090")).isEqualTo(2);
        assertThat(err.toString()).contains("carries a user").doesNotContain("s3cret");

        Path configuration = Files.writeString(elsewhere.resolve("worker.yml"), "databases: {}\n");
        assertThat(replay("--config", configuration.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("worker.yml has no prometheus");

        Path undefined = Files.writeString(elsewhere.resolve("undefined.yml"), "prometheus: { url: \"${NOT_SET}\" }\n");
        assertThat(replay("--config", undefined.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "interlock: prometheus.url is not complete in this environment: Cannot resolve variable 'NOT_SET'");

        assertThat(replay("--config", "no-such-file.yml")).isEqualTo(2);
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int code = replay("--prometheus", "http://127.0.0.1:" + closedPort());

        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("was not answered 6 times running: Prometheus at ");
    }

    @Test
    void aQueryThatPrometheusRefusesIsNo() {
        prometheus.refuses();

        assertThat(replay("--prometheus", prometheus.url())).isEqualTo(1);
        assertThat(err.toString())
                .contains("can never be answered: Prometheus refuses the query: bad_data: parse error");
    }

    private int replay(String... where) {
        CommandLine line =
                Main.command().commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> arguments =
                new ArrayList<>(List.of("guardrails", "replay", folder.toString(), "--from", FROM, "--to", TO));
        arguments.addAll(List.of(where));
        return line.execute(arguments.toArray(String[]::new));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
