// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one jar that is handed out, run as people run it. */
final class InterlockJar {

    private static final Path FILE = Path.of(System.getProperty("interlock.jar", "../dist/target/interlock.jar"));

    private InterlockJar() {}

    /** @param directory for its log and whatever it puts into the temporary directory */
    static Program start(Path directory, Map<String, String> environment, String... arguments) throws IOException {
        if (!Files.isRegularFile(FILE)) {
            throw new IOException("there is no " + FILE + "; build the module dist first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                FILE.toString()));
        command.addAll(List.of(arguments));
        return Program.start(arguments[0], command, environment, directory.resolve(arguments[0] + ".log"));
    }
}
