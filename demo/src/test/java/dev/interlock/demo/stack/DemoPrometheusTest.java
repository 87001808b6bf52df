// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPrometheusTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final Pattern TARGET = Pattern.compile("127\\.0\\.0\\.1:\\d+");

    @TempDir
    private Path directory;

    private final Closing closing = Closing.atExit();
    private DemoHome home;

    @BeforeEach
    void open() throws Exception {
        home = closing.open(DemoHome::create);
    }

    @AfterEach
    void close() {
        closing.close();
    }

    @Test
    void thePortThatIsScrapedIsBoundBeforeItIsNamedAndServesWhenTheShopIsOpen() throws Exception {
        DemoPrometheus started = DemoPrometheus.start(program("#!/bin/sh\nexec sleep 600\n"), home, closing);

        assertThat(scraped().statusCode()).isEqualTo(503);

        PrometheusRegistry metrics = new PrometheusRegistry();
        Counter.builder().name("shop_calls").register(metrics).inc();
        started.server().orElseThrow().scrape(metrics);

        assertThat(scraped().body()).contains("shop_calls_total 1.0");
    }

    @Test
    void oneThatEndsIsNoneWithTheLastLineThatItSaid() throws Exception {
        DemoPrometheus awaited = DemoPrometheus.start(
                        program("#!/bin/sh\necho starting\necho no space left on device\nexit 1\n"), home, closing)
                .awaited(LONG);

        assertThat(awaited.server()).isEmpty();
        assertThat(awaited.description()).isEqualTo("ended before it was ready: no space left on device");
    }

    @Test
    void oneThatCannotBeRunIsNoneWithTheReason() throws Exception {
        DemoPrometheus awaited =
                DemoPrometheus.start(program("#!/nowhere/sh\n"), home, closing).awaited(LONG);

        assertThat(awaited.server()).isEmpty();
        assertThat(awaited.description()).startsWith("not started: ").contains("prometheus");
    }

    @Test
    void oneThatDoesNotAnswerIsNotWaitedForLonger() throws Exception {
        DemoPrometheus awaited = DemoPrometheus.start(program("#!/bin/sh\nexec sleep 600\n"), home, closing)
                .awaited(Duration.ofMillis(250));

        assertThat(awaited.server()).isEmpty();
        assertThat(awaited.description()).isEqualTo("not ready within 250 ms");
    }

    private Path program(String text) throws Exception {
        Path program = Files.writeString(directory.resolve("prometheus"), text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }

    private HttpResponse<String> scraped() throws Exception {
        Matcher target = TARGET.matcher(Files.readString(home.file("prometheus.yml")));
        assertThat(target.find()).isTrue();
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + target.group() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString());
    }
}
