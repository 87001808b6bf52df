// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.figure;

import dev.interlock.bench.figure.Row.Measured;
import dev.interlock.bench.figure.Row.NotMeasured;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code docs/benchmarks.md}: the same results give the same bytes. */
public final class Report {

    private static final String HEAD = """
            # Measurements

            Written by `./bench/run report` from `bench/results/`; nothing here is typed in by hand. Every figure is a ratio of two
            things that ran in turn in one run on one machine, of the medians of at least five samples each; the samples are in the
            files. Machines differ: compare ratios, not times. `./bench/run NAME` measures again. This table has what there is a bar
            for; what is only compared stands below, with each measurement.

            | measure | against | ratio | bar | |
            | --- | --- | --- | --- | --- |
            """;

    private static final String COMPARED = """
            | measure | against | ratio |
            | --- | --- | --- |
            """;

    private Report() {}

    public static String of(List<Result> results) {
        String lines = results.stream()
                .flatMap(result -> result.rows().stream())
                .flatMap(row -> row.bar().map(bar -> line(row, bar)).stream())
                .collect(Collectors.joining());
        return HEAD + lines + results.stream().map(Report::section).collect(Collectors.joining());
    }

    private static String line(Row row, Bar bar) {
        if (row instanceof NotMeasured missing) {
            return cells(row.measure(), row.against(), "–", bar.words(), "not measured: " + missing.why());
        }
        Measured measured = (Measured) row;
        String verdict = bar.isMetBy(measured.ratio()) ? "met" : "**missed**";
        return cells(row.measure(), row.against(), Figures.ratio(measured.ratio()), bar.words(), verdict);
    }

    /** Empty where everything has a bar. */
    private static String compared(Result result) {
        String lines = result.rows().stream()
                .filter(row -> row.bar().isEmpty())
                .map(row -> cells(row.measure(), row.against(), ratio(row)))
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : COMPARED + lines + "\n";
    }

    private static String ratio(Row row) {
        return row instanceof Measured measured ? Figures.ratio(measured.ratio()) : "–";
    }

    private static String section(Result result) {
        return String.format(
                Locale.ROOT,
                """

                ## %s

                %s

                %s| measure | side | median | samples | unit |
                | --- | --- | --- | --- | --- |
                %s
                `%s` on %s: PostgreSQL %s, JDK %s, %s, %d cores, %,d MiB. Server: %s.
                """,
                result.title(),
                result.how(),
                compared(result),
                result.rows().stream().map(Report::samples).collect(Collectors.joining()),
                result.command(),
                result.at().toString().substring(0, "2026-01-01".length()),
                result.machine().postgresql(),
                result.machine().jdk(),
                result.machine().system(),
                result.machine().cores(),
                result.machine().memoryMebibytes(),
                result.settings().entrySet().stream()
                        .map(entry -> "`" + entry.getKey() + "=" + entry.getValue() + "`")
                        .collect(Collectors.joining(", ")));
    }

    private static String samples(Row row) {
        if (row instanceof Measured measured) {
            return side(measured, measured.subject()) + side(measured, measured.reference());
        }
        return cells(row.measure(), row.against(), "–", "not measured", "–");
    }

    private static String side(Measured row, Side side) {
        String samples = side.samples().stream().map(Figures::value).collect(Collectors.joining(" · "));
        return cells(row.measure(), side.name(), Figures.value(side.median()), samples, row.unit());
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
