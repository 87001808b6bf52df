// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.config;

import io.dropwizard.configuration.ConfigurationException;
import java.util.Collection;

/** Every mistake in one configuration file. */
public final class InvalidConfiguration extends ConfigurationException {

    private static final long serialVersionUID = 1L;

    InvalidConfiguration(String path, Collection<String> problems) {
        super(path, problems);
    }
}
