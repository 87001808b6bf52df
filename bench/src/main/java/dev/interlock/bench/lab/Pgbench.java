// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own traffic: transactions of five statements, from four clients. */
public record Pgbench(Program program, int port) {

    public static final String NAME = "pgbench";

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");
    private static final int LATENCY_FIELD = 2;
    private static final double MICROS = 1e3;

    /** Fills a database with 100,000 accounts for each unit of scale. */
    public void initialise(String database, int scale) throws IOException, InterruptedException {
        run(folder(), List.of("-i", "-q", "-s", String.valueOf(scale), database));
    }

    /** Transactions a second, as many as there can be. */
    public double maximum(String database, int seconds) throws IOException, InterruptedException {
        return rate(run(folder(), List.of("-n", "-c", "4", "-j", "2", "-T", String.valueOf(seconds), database)));
    }

    /** At a steady rate of transactions a second. */
    public Seen at(double rate, String database, int seconds) throws IOException, InterruptedException {
        Path folder = folder();
        String output = run(
                folder,
                List.of(
                        "-n",
                        "-c",
                        "4",
                        "-j",
                        "2",
                        "-l",
                        "-R",
                        String.valueOf(Math.round(rate)),
                        "-T",
                        String.valueOf(seconds),
                        database));
        return new Seen(rate(output), percentile99(latencies(folder)));
    }

    /** In microseconds, the wait for their turn included. */
    private static List<Long> latencies(Path folder) throws IOException {
        List<Long> latencies = new ArrayList<>();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.toList()) {
                for (String line : Files.readAllLines(log)) {
                    latencies.add(Long.parseLong(line.split(" ")[LATENCY_FIELD]));
                }
            }
        }
        return latencies;
    }

    /** In milliseconds. */
    static double percentile99(List<Long> micros) {
        List<Long> sorted = micros.stream().sorted().toList();
        int index = (int) Math.ceil(sorted.size() * 0.99) - 1;
        return sorted.get(index) / MICROS;
    }

    static double rate(String output) throws IOException {
        Matcher matcher = RATE.matcher(output);
        if (!matcher.find()) {
            throw new IOException("pgbench told no tps: " + output);
        }
        return Timed.rounded(Double.parseDouble(matcher.group(1)));
    }

    private String run(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-h", "localhost", "-p", String.valueOf(port), "-U", "postgres"));
        all.addAll(arguments);
        return program.run(folder, all);
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("bench-pgbench");
    }

    /**
     * @param tps transactions a second
     * @param p99 in milliseconds
     */
    public record Seen(double tps, double p99) {}
}
