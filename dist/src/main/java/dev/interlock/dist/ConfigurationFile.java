// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The file that a process is started from. */
final class ConfigurationFile {

    private ConfigurationFile() {}

    /** @throws ParameterException wrong usage, when it cannot be read */
    static String readable(CommandSpec spec, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file + " that can be read");
        }
        return file.toString();
    }
}
