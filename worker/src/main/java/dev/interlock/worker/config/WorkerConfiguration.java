// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The worker's YAML file. Unknown keys and every other problem are reported together. */
public final class WorkerConfiguration extends Configuration {

    static final int DEFAULT_PORT = 8091;

    private TemporalSettings temporal = TemporalSettings.DEFAULT;
    private SortedMap<String, DatabaseSettings> databases = new TreeMap<>();
    private Optional<PrometheusSettings> prometheus = Optional.empty();
    private SortedMap<String, WebhookSettings> webhooks = new TreeMap<>();
    private Duration waitAtBoot = Duration.seconds(0);
    private boolean allowUnauthenticatedBind;

    public WorkerConfiguration() {
        setServerFactory(onLoopback(DEFAULT_PORT));
    }

    public TemporalSettings temporal() {
        return temporal;
    }

    /** By the name that plans use. */
    public SortedMap<String, DatabaseSettings> databases() {
        return Collections.unmodifiableSortedMap(databases);
    }

    /** What guardrails with {@code source: prometheus} ask; without it such a plan is refused. */
    public Optional<PrometheusSettings> prometheus() {
        return prometheus;
    }

    /** What guardrails with {@code source: webhook} ask, by the name that plans use. */
    public SortedMap<String, WebhookSettings> webhooks() {
        return Collections.unmodifiableSortedMap(webhooks);
    }

    /** How long a database that starts beside the worker is waited for; by default not at all. */
    public java.time.Duration waitAtBoot() {
        return waitAtBoot.toJavaDuration();
    }

    public boolean allowUnauthenticatedBind() {
        return allowUnauthenticatedBind;
    }

    @JsonProperty("temporal")
    void setTemporal(TemporalSettings settings) {
        temporal = settings;
    }

    @JsonProperty("databases")
    void setDatabases(Map<String, DatabaseSettings> settings) {
        databases = new TreeMap<>(settings);
    }

    @JsonProperty("prometheus")
    void setPrometheus(@Nullable PrometheusSettings settings) {
        prometheus = Optional.ofNullable(settings);
    }

    @JsonProperty("webhooks")
    void setWebhooks(@Nullable Map<String, WebhookSettings> settings) {
        webhooks = settings == null ? Collections.emptySortedMap() : new TreeMap<>(settings);
    }

    @JsonProperty("waitAtBoot")
    void setWaitAtBoot(Duration wait) {
        waitAtBoot = wait;
    }

    @JsonProperty("allowUnauthenticatedBind")
    void setAllowUnauthenticatedBind(boolean allow) {
        allowUnauthenticatedBind = allow;
    }

    /** Everything that is wrong, one sentence each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(temporal.problems());
        if (databases.isEmpty()) {
            problems.add("databases is empty; name at least one, under the name that plans use");
        }
        databases.forEach((name, settings) -> {
            if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
                problems.add("databases." + name + ": a name is written [a-z0-9][a-z0-9-]{0,62}");
            }
            problems.addAll(settings.problems("databases." + name));
        });
        prometheus.ifPresent(settings -> problems.addAll(settings.problems()));
        webhooks.forEach((name, settings) -> {
            if (!name.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
                problems.add("webhooks." + name + ": a name is written [a-z0-9][a-z0-9_-]{0,62}");
            }
            problems.addAll(
                    settings == null
                            ? List.of("webhooks." + name + " is empty; write its url")
                            : settings.access().problems("webhooks." + name));
        });
        if (!allowUnauthenticatedBind) {
            problems.addAll(LoopbackRule.problems(getServerFactory()));
        }
        return problems;
    }

    private static SimpleServerFactory onLoopback(int port) {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setBindHost("127.0.0.1");
        connector.setPort(port);
        SimpleServerFactory server = new SimpleServerFactory();
        server.setConnector(connector);
        server.setApplicationContextPath("/");
        server.setAdminContextPath("/admin");
        return server;
    }
}
