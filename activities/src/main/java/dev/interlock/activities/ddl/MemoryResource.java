// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import java.io.Reader;
import java.io.StringReader;
import org.flywaydb.core.api.resource.LoadableResource;

/** A file for Flyway that was never on a disk. */
final class MemoryResource extends LoadableResource {

    private final String name;
    private final String content;

    MemoryResource(String name, String content) {
        this.name = name;
        this.content = content;
    }

    @Override
    public Reader read() {
        return new StringReader(content);
    }

    @Override
    public String getAbsolutePath() {
        return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return name;
    }

    @Override
    public String getFilename() {
        return name;
    }

    @Override
    public String getRelativePath() {
        return name;
    }
}
