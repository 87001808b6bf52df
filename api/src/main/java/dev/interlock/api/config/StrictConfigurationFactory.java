// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationValidationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads YAML and reports unknown keys, wrong types and broken constraints together. */
public final class StrictConfigurationFactory<T> extends YamlConfigurationFactory<T> {

    private final Class<T> type;
    private final Validator validator;

    public StrictConfigurationFactory(Class<T> type, Validator validator, ObjectMapper mapper, String prefix) {
        super(type, validator, mapper, prefix);
        this.type = type;
        this.validator = validator;
    }

    @Override
    protected T build(JsonNode node, String path) throws IOException, ConfigurationException {
        CollectedProblems collected = new CollectedProblems();
        T configuration = read(node, path, collected);
        List<String> problems = new ArrayList<>(collected.problems());
        problems.addAll(violations(configuration, path));
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(path, problems);
        }
        return configuration;
    }

    private T read(JsonNode node, String path, CollectedProblems collected) throws IOException, ConfigurationException {
        try {
            return mapper.copy().addHandler(collected).readerFor(type).readValue(node);
        } catch (JsonMappingException unreadable) {
            List<String> problems = new ArrayList<>(collected.problems());
            problems.add(Positions.path(unreadable) + ": " + unreadable.getOriginalMessage());
            throw new InvalidConfiguration(path, problems);
        }
    }

    private Collection<String> violations(T configuration, String path) {
        return new ConfigurationValidationException(path, validator.validate(configuration)).getErrors();
    }
}
