// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import dev.interlock.demo.stack.Readiness;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The real Prometheus on a port that the worker knows, scraping one target every second. */
public final class PrometheusServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String CONFIGURATION = """
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: shop
                static_configs: [ { targets: [ "127.0.0.1:%d" ] } ]
            """;

    private final Path folder;
    private final int port;
    private Process process;

    private PrometheusServer(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** A test that needs it is left out where the machine does not have it; {@code .ci/run} installs it. */
    static void assumeInstalled() {
        Assumptions.assumeTrue(isOnThePath(), "there is no prometheus on the PATH");
    }

    private static boolean isOnThePath() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "prometheus")));
    }

    static PrometheusServer start(int port, int target) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("interlock-prometheus-");
        Files.writeString(folder.resolve("prometheus.yml"), CONFIGURATION.formatted(target));
        PrometheusServer server = new PrometheusServer(folder, port, process(folder, port));
        server.awaitReady();
        return server;
    }

    private static Process process(Path folder, int port) throws IOException {
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("prometheus.log").toFile()))
                .start();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether it has a value for the query now. */
    public boolean has(String query) throws IOException, InterruptedException {
        URI address = URI.create(url() + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        return answer.body().contains("\"value\"");
    }

    private void awaitReady() throws InterruptedException {
        if (!new Readiness().await(url() + "/-/ready", PATIENCE, process::isAlive)) {
            throw new AssertionError("Prometheus does not come up, see " + folder);
        }
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** With what it had stored before. */
    public void startAgain() throws IOException, InterruptedException {
        process = process(folder, port);
        awaitReady();
    }

    /** SIGSTOP: whoever asks it is not answered. */
    public void hang() throws IOException, InterruptedException {
        Signal.STOP.send(process);
    }

    /** SIGCONT. */
    public void wake() throws IOException, InterruptedException {
        Signal.CONT.send(process);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
