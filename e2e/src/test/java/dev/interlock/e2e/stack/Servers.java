// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import dev.interlock.demo.stack.Closing;
import dev.interlock.demo.stack.DemoHome;
import dev.interlock.demo.stack.Ports;
import dev.interlock.demo.stack.Readiness;
import dev.interlock.demo.stack.ShopDatabase;
import dev.interlock.demo.stack.TemporalServer;
import dev.interlock.demo.stack.TemporalServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL, Temporal, the worker and the API, each a process of its own, as an operator would start them. */
public final class Servers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** It is not there until a test starts it. The windows are as short as four of its scrapes. */
    private static final String PROMETHEUS = """

            prometheus: { url: "http://127.0.0.1:%d", timeout: 1s, window: 4s }
            """;

    private final Closing closing;
    private final DemoHome home;
    private final ShopDatabase database;
    private final int temporalPort = Ports.free();
    private final int webUiPort = Ports.free();
    private final int apiPort = Ports.free();
    private final int prometheusPort = Ports.free();
    private final RestApi api = new RestApi("http://127.0.0.1:" + apiPort);
    private TemporalServer temporal;
    private int workerPort = Ports.free();
    private JarProcess worker;

    private Servers(Closing closing) throws Exception {
        this.closing = closing;
        home = closing.open(DemoHome::create);
        database = closing.open(() -> ShopDatabase.start(home));
        temporal = closing.open(this::openTemporal);
        Waiting.until("Temporal to be healthy", temporalTool()::isHealthy);
        worker = closing.open(this::openWorker);
        awaitWorker();
        closing.open(this::openApi);
        Waiting.until("the API to be up", api::isUp);
    }

    static Servers start() throws Exception {
        Closing closing = Closing.atExit();
        try {
            return new Servers(closing);
        } catch (Exception | AssertionError e) {
            closing.close();
            throw e;
        }
    }

    /** What the processes are told, over their configuration files. */
    public Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "INTERLOCK_TEMPORAL_ADDRESS", "127.0.0.1:" + temporalPort,
                "INTERLOCK_TEMPORAL_NAMESPACE", "default",
                "SHOP_URL", database.url(),
                "SHOP_OWNER_PASSWORD", "shop_owner",
                "INTERLOCK_API_PASSWORD", "interlock_api"));
    }

    private TemporalServer openTemporal() throws IOException {
        TemporalServer server =
                TemporalServers.start(temporalPort, webUiPort, home.file("temporal.db"), home.file("temporal.log"));
        if (server.webUi().isEmpty()) {
            server.close();
            throw new AssertionError("these tests need the temporal binary on the PATH");
        }
        return server;
    }

    private JarProcess openWorker() throws IOException {
        Path configuration = DeployFile.copy("worker.yml", home.file(""), workerPort);
        Files.writeString(configuration, PROMETHEUS.formatted(prometheusPort), StandardOpenOption.APPEND);
        return JarProcess.start("worker", configuration, environment(), home.file(workerLog()));
    }

    private JarProcess openApi() throws IOException {
        // A killed worker is missed after three seconds, and not after twenty.
        Path configuration = DeployFile.copy("api.yml", home.file(""), apiPort, "  heartbeatTimeout: 3s\n");
        return JarProcess.start("api", configuration, environment(), home.file("api.log"));
    }

    private void awaitWorker() throws InterruptedException {
        if (!new Readiness().await("http://127.0.0.1:" + workerPort + "/health", PATIENCE, worker::isAlive)) {
            throw new AssertionError("the worker did not come up: " + home.tail(workerLog(), 10));
        }
    }

    private String workerLog() {
        return "worker-" + workerPort + ".log";
    }

    public JarProcess worker() {
        return worker;
    }

    /** Another one beside it, which is the worker from here on. The one before is the caller's to put away. */
    public void startAnotherWorker() throws Exception {
        workerPort = Ports.free();
        startWorker();
    }

    /** {@code kill -9}. */
    public void killWorker() throws InterruptedException {
        worker.kill();
    }

    public void startWorker() throws Exception {
        worker = closing.open(this::openWorker);
        awaitWorker();
    }

    /** PostgreSQL's immediate shutdown: no checkpoint, every session gone; it recovers from its log. */
    public void crashPostgres() throws Exception {
        PostgresCrash.crashAndRestart(home.file("postgres"), home.file("postgres.log"));
        Waiting.until("PostgreSQL to be up again", this::isPostgresUp);
    }

    private boolean isPostgresUp() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** {@code kill -9}; it comes back with the same file on the same port. */
    public void killAndRestartTemporal() throws Exception {
        temporal.close();
        temporal = closing.open(this::openTemporal);
        Waiting.until("Temporal to be healthy again", temporalTool()::isHealthy);
    }

    /** A process of the jar, started with a file of {@code deploy/} on a free port, whatever comes of it. */
    public JarProcess run(String verb, Map<String, String> environment) throws Exception {
        int port = Ports.free();
        Path configuration = DeployFile.copy(verb + ".yml", home.file(""), port, "");
        return closing.open(
                () -> JarProcess.start(verb, configuration, environment, home.file(verb + "-" + port + ".log")));
    }

    /** With a Prometheus where the worker asks for it; the caller's to close. */
    public ScrapedShop startScrapedShop() throws Exception {
        return ScrapedShop.start(prometheusPort);
    }

    public RestApi api() {
        return api;
    }

    public TemporalTool temporalTool() {
        return new TemporalTool("127.0.0.1:" + temporalPort);
    }

    public Ledger ledger() {
        return new Ledger(database::observe);
    }

    public String webUi() {
        return temporal.webUi().orElseThrow();
    }

    public String databaseUrl() {
        return database.url();
    }

    /** Where the application's own connections come from. */
    public DataSource applicationDatabase() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(ShopDatabase.APPLICATION);
        return source;
    }

    /** As a superuser. */
    public Connection connect() throws SQLException {
        return database.observe();
    }

    @Override
    public void close() {
        closing.close();
    }

    @Override
    public String toString() {
        return "servers in " + home + ", " + List.of(temporal, worker);
    }
}
