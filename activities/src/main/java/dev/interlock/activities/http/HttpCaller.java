// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks one server. Safe for use by several threads. */
public final class HttpCaller {

    private final HttpClient http;
    private final HttpSettings settings;

    private HttpCaller(HttpClient http, HttpSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /**
     * Asks nothing yet.
     *
     * @throws IOException when the authority's file cannot be read or has no certificate
     * @throws GeneralSecurityException when what is in it is not one
     */
    public static HttpCaller open(HttpSettings settings) throws IOException, GeneralSecurityException {
        HttpClient.Builder http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.authority().isPresent()) {
            http.sslContext(Trust.in(settings.authority().get()));
        }
        return new HttpCaller(http.build(), settings);
    }

    public HttpSettings settings() {
        return settings;
    }

    /** Never fails, and is there within the time limit: that of the HTTP client ends where a body begins. */
    public CompletableFuture<Reply> post(URI uri, String type, String body) {
        HttpRequest request;
        try {
            request = request(uri, type, body);
        } catch (IOException e) {
            return CompletableFuture.completedFuture(
                    new Reply.Silence("the secret for " + settings.name() + " cannot be read: " + e));
        } catch (IllegalArgumentException secretInItsMessage) {
            return CompletableFuture.completedFuture(
                    new Reply.Silence("the secret for " + settings.name() + " is not one line of text"));
        }
        CompletableFuture<HttpResponse<String>> sent = http.sendAsync(request, head -> new LimitedBody());
        return sent.copy()
                .orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> sent.cancel(true))
                .handle(this::reply);
    }

    private HttpRequest request(URI uri, String type, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(settings.timeout())
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body));
        settings.credentials().header().ifPresent(header -> request.header("Authorization", header));
        return request.build();
    }

    private Reply reply(@Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        return response == null
                ? new Reply.Silence(settings.name() + " at " + settings.address() + " " + words(cause(failure)))
                : new Reply.Answered(response.statusCode(), response.body());
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
        return failure != null && wrapped ? failure.getCause() : failure;
    }

    private String words(@Nullable Throwable cause) {
        if (cause instanceof ConnectException) {
            return "cannot be reached" + (cause.getMessage() == null ? "" : ": " + Reply.shown(cause.getMessage()));
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "has not answered within " + settings.timeout().toMillis() + " ms";
        }
        return "did not answer: " + Reply.shown(String.valueOf(cause));
    }
}
