// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.PrometheusSettings;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.UndefinedEnvironmentVariableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker's Prometheus without a worker: for what asks it about the past. Nothing is asked yet. */
public final class PrometheusAccess {

    private static final String KEY = "prometheus";

    private PrometheusAccess() {}

    /**
     * One that wants no secret.
     *
     * @param window the shortest time that is asked for; a minute when empty
     * @throws BootRefused with everything that is wrong with the address or the window
     */
    public static MetricSources at(String url, Optional<Duration> window) throws BootRefused {
        return checked(PrometheusSettings.at(url, window));
    }

    /**
     * The one of a worker's configuration, of which nothing else is used: its variables may be undefined where this runs.
     *
     * @throws BootRefused when there is none, or with everything that is wrong with it, undefined variables first
     * @throws IOException when the file cannot be read
     */
    public static MetricSources of(Path configuration) throws BootRefused, IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        try (InputStream in = new FileConfigurationSourceProvider().open(configuration.toString())) {
            if (!(yaml.readTree(in).path(KEY) instanceof ObjectNode prometheus)) {
                throw new BootRefused(List.of(configuration + " has no " + KEY));
            }
            return checked(yaml.treeToValue(filledIn(prometheus), PrometheusSettings.class));
        } catch (JsonProcessingException e) {
            throw new BootRefused(List.of(configuration + ": " + e.getOriginalMessage()));
        }
    }

    private static ObjectNode filledIn(ObjectNode written) throws BootRefused {
        EnvironmentVariableSubstitutor variables = new EnvironmentVariableSubstitutor(true);
        ObjectNode filled = written.deepCopy();
        List<String> undefined = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : written.properties()) {
            if (entry.getValue().isTextual()) {
                try {
                    filled.put(
                            entry.getKey(), variables.replace(entry.getValue().textValue()));
                } catch (UndefinedEnvironmentVariableException e) {
                    undefined.add(
                            KEY + "." + entry.getKey() + " is not complete in this environment: " + e.getMessage());
                }
            }
        }
        if (!undefined.isEmpty()) {
            throw new BootRefused(undefined);
        }
        return filled;
    }

    private static MetricSources checked(PrometheusSettings settings) throws BootRefused {
        if (!settings.problems().isEmpty()) {
            throw new BootRefused(settings.problems());
        }
        return new MetricSources(
                Optional.of(OutsideSources.prometheus(settings)),
                Map.of(),
                settings.window().toJavaDuration());
    }
}
