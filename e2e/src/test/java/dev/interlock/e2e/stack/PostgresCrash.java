// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Takes PostgreSQL down as a crash does, and starts it with the very command line that it had. */
final class PostgresCrash {

    private PostgresCrash() {}

    static void crashAndRestart(Path data, Path log) throws Exception {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        List<String> command = commandLine(pid);
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
        postmaster.onExit().get(30, TimeUnit.SECONDS);
        start(command, log);
    }

    private static List<String> commandLine(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.UTF_8);
        return List.of(line.split("\0"));
    }

    private static void start(List<String> command, Path log) throws IOException {
        List<String> whole = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // The server refuses to run as root, so root is mapped to nobody, as it was when it was first started.
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(command);
        new ProcessBuilder(whole)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
