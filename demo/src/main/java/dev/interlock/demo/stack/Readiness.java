// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a process of ours answers that it is healthy. */
public final class Readiness {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param still asked before each question; false ends the waiting
     * @return whether it became healthy within {@code patience}
     */
    public boolean await(String url, Duration patience, BooleanSupplier still) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        while (System.nanoTime() < deadline && still.getAsBoolean()) {
            if (isHealthy(url)) {
                return true;
            }
            if (never.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    private boolean isHealthy(String url) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
