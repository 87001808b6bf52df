// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.demo.shop.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads every acknowledged write back through both paths while the old one still exists: the soak is paused shortly
 * before its end, and it is asked after the reading whether the pause still held, so nothing can have been dropped
 * meanwhile.
 */
final class BeforeContract {

    private static final Duration LONGEST_LEAD = Duration.ofSeconds(2);

    private final Stage stage;

    BeforeContract(Stage stage) {
        this.stage = stage;
    }

    Verification recheck() throws Exception {
        stage.follower().await("the soak", event -> event.isIn("SOAKING"));
        waitUntilShortBefore(soakEnd());
        requirePaused(stage.orders().command("pause", "re-read every acknowledged write through both paths"));
        Verification verification = stage.shop().verifyThroughBothPaths();
        requirePaused(stage.orders().status());
        String found = String.format(
                Locale.ROOT,
                "%,d rows re-read through both paths, %,d writes lost",
                verification.rowsRead(),
                verification.writesLost());
        stage.narrator().say(Instant.now(), found);
        stage.orders().command("resume", found);
        return verification;
    }

    private Instant soakEnd() throws Exception {
        JsonNode nextAt = stage.orders().status().path("nextAt");
        return nextAt.isTextual() ? Instant.parse(nextAt.textValue()) : Instant.now();
    }

    private static void waitUntilShortBefore(Instant end) throws InterruptedException {
        Duration left = Duration.between(Instant.now(), end);
        Duration half = left.dividedBy(2);
        Duration lead = half.compareTo(LONGEST_LEAD) < 0 ? half : LONGEST_LEAD;
        long wait = left.minus(lead).toMillis();
        if (wait > 0 && new CountDownLatch(1).await(wait, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts this down");
        }
    }

    private static void requirePaused(JsonNode status) throws DemoFailed {
        String phase = status.path("phase").asText();
        String kind = status.path("holdKind").asText();
        if (!phase.equals("SOAKING") || !kind.equals("PAUSE")) {
            throw new DemoFailed(
                    "the writes could not be re-read before the contract: it stands in " + phase + ", hold " + kind);
        }
    }
}
