// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Gives Flyway one script under its version, and the script's configuration where it runs outside a transaction. */
final class OneScript implements ResourceProvider {

    private final ScriptKey key;
    private final String sql;

    OneScript(ScriptKey key, String sql) {
        this.key = key;
        this.sql = sql;
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        if (name.equals(fileName())) {
            return new MemoryResource(name, sql);
        }
        boolean configuration =
                name.equals(fileName() + ".conf") && !key.script().transactional();
        return configuration ? new MemoryResource(name, "executeInTransaction=false\n") : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        String name = fileName();
        boolean asked = name.startsWith(prefix) && Arrays.stream(suffixes).anyMatch(name::endsWith);
        return asked ? List.of(new MemoryResource(name, sql)) : List.of();
    }

    private String fileName() {
        String description = key.script().path().replaceAll("\\.sql$", "").replaceAll("[^A-Za-z0-9]+", "_");
        return "V" + key.version() + "__" + description + ".sql";
    }
}
