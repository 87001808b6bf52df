// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.plans.PlanFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A plan's folder as the command line names it. */
final class Folders {

    static final String PLAN = "migration.yaml";

    private Folders() {}

    /** @throws ParameterException when it is no folder with a plan in it */
    static Path existing(Path folder, CommandSpec command) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(command.commandLine(), "there is no folder " + folder);
        }
        if (!Files.isRegularFile(folder.resolve(PLAN))) {
            throw new ParameterException(command.commandLine(), "there is no " + PLAN + " in " + folder);
        }
        return folder;
    }

    static PlanFolder read(Path folder, CommandSpec command) throws IOException {
        return PlanFolder.read(existing(folder, command));
    }

    /** The folder of the plan that a path belongs to: the path itself, its folder, or the one above {@code expand/}. */
    static Path ofPlan(Path path, CommandSpec command) {
        if (!Files.exists(path)) {
            throw new ParameterException(command.commandLine(), "there is no file or folder " + path);
        }
        if (Files.isDirectory(path)) {
            return existing(path, command);
        }
        Path folder = path.toAbsolutePath().normalize().getParent();
        Path above = folder == null ? null : folder.getParent();
        if (folder != null && Files.isRegularFile(folder.resolve(PLAN))) {
            return folder;
        }
        if (above != null && Files.isRegularFile(above.resolve(PLAN))) {
            return above;
        }
        throw new ParameterException(command.commandLine(), "there is no " + PLAN + " beside " + path);
    }
}
