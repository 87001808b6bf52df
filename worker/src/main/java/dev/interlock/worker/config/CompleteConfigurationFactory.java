// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationValidationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the YAML file and reports unknown keys, constraint violations and our own rules in one go. */
public final class CompleteConfigurationFactory extends YamlConfigurationFactory<WorkerConfiguration> {

    private final Validator validator;
    private final UnknownKeys unknown;

    public CompleteConfigurationFactory(Validator validator, ObjectMapper mapper, String propertyPrefix) {
        this(validator, mapper, propertyPrefix, new UnknownKeys());
    }

    private CompleteConfigurationFactory(
            Validator validator, ObjectMapper mapper, String propertyPrefix, UnknownKeys unknown) {
        // The parent gets no validator: it would stop before our rules have been asked.
        super(WorkerConfiguration.class, null, mapper.copy().addHandler(unknown), propertyPrefix);
        this.validator = validator;
        this.unknown = unknown;
    }

    @Override
    protected WorkerConfiguration build(JsonNode node, String path) throws IOException, ConfigurationException {
        WorkerConfiguration configuration = super.build(node, path);
        List<String> problems = new ArrayList<>(unknown.found());
        Set<ConstraintViolation<WorkerConfiguration>> violations = validator.validate(configuration);
        problems.addAll(new ConfigurationValidationException(path, violations).getErrors());
        problems.addAll(configuration.problems());
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(path, problems);
        }
        return configuration;
    }

    /** Everything that is wrong with one file. */
    static final class InvalidConfiguration extends ConfigurationException {
        InvalidConfiguration(String path, List<String> problems) {
            super(path, problems);
        }
    }
}
