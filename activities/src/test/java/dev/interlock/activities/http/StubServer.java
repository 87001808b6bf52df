// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** An HTTP server that answers everything as it was told last, and keeps what it was asked. */
public final class StubServer implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private volatile Answer answer = (exchange, asked) -> send(exchange, 404, "");

    /** What happens to a request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange, String body) throws IOException, InterruptedException;
    }

    private StubServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    public static StubServer start() throws IOException {
        return started(new StubServer(HttpServer.create(anyPort(), 0), "http"));
    }

    public static StubServer startWithTls(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return started(new StubServer(server, "https"));
    }

    private static StubServer started(StubServer stub) {
        stub.server.setExecutor(stub.threads);
        stub.server.createContext("/", stub::serve);
        stub.server.start();
        return stub;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public URI uri() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    public void answers(int status, String body) {
        answer = (exchange, asked) -> send(exchange, status, body);
    }

    /** @param byBody what is answered to a request with that body */
    public void answers(UnaryOperator<String> byBody) {
        answer = (exchange, asked) -> send(exchange, 200, byBody.apply(asked));
    }

    public void redirectsTo(URI elsewhere) {
        answer = (exchange, asked) -> {
            exchange.getResponseHeaders().set("Location", elsewhere.toString());
            send(exchange, 307, "");
        };
    }

    /** Never answers. */
    public void hangs() {
        answer = (exchange, asked) -> closing.await();
    }

    /** Begins to answer, and never ends. */
    public void hangsAfter(String begun) {
        answer = (exchange, asked) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(begun.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            closing.await();
        };
    }

    /** The bodies of all requests. */
    public List<String> bodies() {
        return bodies;
    }

    /** The headers of all requests. */
    public List<Headers> headers() {
        return headers;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(asked);
        headers.add(exchange.getRequestHeaders());
        try {
            answer.to(exchange, asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
