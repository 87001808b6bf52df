// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The one jar that is handed out, run as people run it, with what it says in a file. */
public final class JarProcess implements AutoCloseable {

    private static final Path JAR = Path.of("..", "dist", "target", "interlock.jar");

    private final Process process;
    private final Path log;

    private JarProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param log is appended to */
    public static JarProcess start(String verb, Path configuration, Map<String, String> environment, Path log)
            throws IOException {
        return start(List.of("-Xmx512m"), List.of(verb, configuration.toString()), environment, log);
    }

    /**
     * @param options of the JVM
     * @param log is appended to
     */
    public static JarProcess start(
            List<String> options, List<String> arguments, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toRealPath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new JarProcess(process, log);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As Ctrl-C and {@code kill} do: it may put things away. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: it stands still, as in a machine that hangs, and knows nothing of it. */
    public void stop() throws IOException, InterruptedException {
        Signal.STOP.send(process);
    }

    /** SIGCONT: it goes on where it stood. */
    public void wake() throws IOException, InterruptedException {
        Signal.CONT.send(process);
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said " + said());
        }
        return process.exitValue();
    }

    public List<String> said() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            return List.of(log + " cannot be read: " + e.getMessage());
        }
    }

    /** As an operator does: asked first, since the demo takes its own children with it then. */
    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                endWithChildren();
            }
        } catch (InterruptedException e) {
            endWithChildren();
            Thread.currentThread().interrupt();
        }
    }

    private void endWithChildren() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "process " + process.pid() + " with " + log;
    }
}
