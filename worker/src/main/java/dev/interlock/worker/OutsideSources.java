// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import dev.interlock.activities.http.Credentials;
import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.http.HttpSettings;
import dev.interlock.activities.prometheus.PrometheusSource;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.activities.webhook.WebhookSource;
import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.HttpAccess;
import dev.interlock.worker.config.PrometheusSettings;
import dev.interlock.worker.config.WebhookSettings;
import dev.interlock.worker.config.WorkerConfiguration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The adapters for what guardrails ask outside. Nothing is asked yet: a worker starts without any of them as well. */
final class OutsideSources {

    private OutsideSources() {}

    static MetricSources of(WorkerConfiguration configuration) throws BootRefused {
        Optional<PrometheusSettings> prometheus = configuration.prometheus();
        Optional<MetricSource> asked =
                prometheus.isPresent() ? Optional.of(prometheus(prometheus.get())) : Optional.empty();
        Map<String, MetricSource> webhooks = new TreeMap<>();
        for (Map.Entry<String, WebhookSettings> webhook :
                configuration.webhooks().entrySet()) {
            String name = webhook.getKey();
            HttpAccess access = webhook.getValue().access();
            webhooks.put(name, new WebhookSource(caller("webhooks." + name, "webhook " + name, access)));
        }
        Duration window =
                prometheus.map(settings -> settings.window().toJavaDuration()).orElse(Duration.ofMinutes(1));
        return new MetricSources(asked, webhooks, window);
    }

    /** @param settings without problems */
    static MetricSource prometheus(PrometheusSettings settings) throws BootRefused {
        return new PrometheusSource(caller("prometheus", "Prometheus", settings.access()));
    }

    private static HttpCaller caller(String path, String name, HttpAccess access) throws BootRefused {
        try {
            return HttpCaller.open(new HttpSettings(
                    name,
                    URI.create(access.url()),
                    access.timeout().toJavaDuration(),
                    Optional.ofNullable(access.caFile()).map(Path::of),
                    credentials(access)));
        } catch (IOException | GeneralSecurityException e) {
            throw new BootRefused(List.of(path + ".caFile: " + e.getMessage()));
        }
    }

    private static Credentials credentials(HttpAccess access) {
        if (access.bearerTokenFile() != null) {
            return new Credentials.Bearer(Path.of(access.bearerTokenFile()));
        }
        return access.username() == null
                ? new Credentials.None()
                : new Credentials.Basic(
                        access.username(),
                        Path.of(Objects.requireNonNull(access.passwordFile(), "the configuration was checked")));
    }
}
