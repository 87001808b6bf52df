// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.interlock.e2e.stack.RestApi;
import dev.interlock.e2e.stack.Servers;
import dev.interlock.e2e.stack.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The person on call: lets a migration go on after what a fault has done to it, and approves when told so. */
final class Nurse {

    private static final Duration EVERY = Duration.ofMillis(200);

    /** Many holds end by themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final Servers servers;
    private final String id;
    private final Thread thread = new Thread(this::run, "nurse");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean approving;

    Nurse(Servers servers, String id) {
        this.servers = servers;
        this.id = id;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                Optional<JsonNode> status = status();
                if (status.filter(Nurse::needsHelp).isPresent()) {
                    answered(() -> servers.api().command(id, "resume", "the fault is over"));
                }
                Optional<String> asked = status.filter(Nurse::asksForApproval)
                        .map(asking -> asking.path("planSha256").asText());
                if (approving && asked.isPresent()) {
                    answered(() -> servers.api().approve(id, asked.get()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean needsHelp(JsonNode status) {
        if (status.path("phase").asText().equals("ROLLED_BACK")) {
            return true;
        }
        String kind = status.path("holdKind").asText("");
        @Nullable String since = status.path("holdSince").asText(null);
        boolean forAPerson = since != null && !kind.equals("APPROVAL") && !kind.equals("PAUSE");
        return forAPerson && Instant.parse(since).plus(PATIENCE).isBefore(Instant.now());
    }

    void awaitApprovalAsked() throws Exception {
        Waiting.until(
                LONGEST,
                id + " to ask for approval",
                this::status,
                status -> status.filter(Nurse::asksForApproval).isPresent());
    }

    /** From now on, each time that it asks: going back from where it hides voids what was said before. */
    void approve() {
        approving = true;
    }

    void awaitCompleted() throws Exception {
        Waiting.until(
                LONGEST,
                id + " to be completed",
                () -> servers.ledger().standing(id),
                standing -> standing.isIn("COMPLETED"));
    }

    private static boolean asksForApproval(JsonNode status) {
        return status.path("holdKind").asText().equals("APPROVAL");
    }

    private Optional<JsonNode> status() throws InterruptedException {
        return answered(() -> servers.api().migration(id))
                .filter(answer -> answer.status() == 200)
                .map(RestApi.Answer::body);
    }

    /** Empty while the API does not answer: it is asked again at the next look. */
    private static Optional<RestApi.Answer> answered(Request request) throws InterruptedException {
        try {
            return Optional.of(request.send());
        } catch (IOException down) {
            return Optional.empty();
        }
    }

    /** One call of the API. */
    @FunctionalInterface
    private interface Request {
        RestApi.Answer send() throws IOException, InterruptedException;
    }

    void stop() throws InterruptedException {
        stopping.countDown();
        thread.join();
    }
}
