// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench;

import dev.interlock.bench.figure.Report;
import dev.interlock.bench.figure.Result;
import dev.interlock.bench.judge.Detection;
import dev.interlock.bench.judge.FalseRollbacks;
import dev.interlock.bench.judge.LookCost;
import dev.interlock.bench.lab.Machines;
import dev.interlock.bench.lab.Program;
import dev.interlock.bench.lab.Server;
import dev.interlock.bench.measure.Backfill;
import dev.interlock.bench.measure.BackfillBesideTraffic;
import dev.interlock.bench.measure.BackfillPeers;
import dev.interlock.bench.measure.Evaluators;
import dev.interlock.bench.measure.ExpandStall;
import dev.interlock.bench.measure.GateEvaluation;
import dev.interlock.bench.measure.Ground;
import dev.interlock.bench.measure.KillWhileDropping;
import dev.interlock.bench.measure.Measurement;
import dev.interlock.bench.measure.SyncCost;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * {@code bench/run}. Ends with 0 when what was asked for has been measured, whether or not it met its bar; with 1 when it
 * could not be, and with 2 when the command line is not understood.
 */
public final class Bench {

    static final List<Measurement> KNOWN = List.of(
            new Backfill(),
            new BackfillPeers(),
            new BackfillBesideTraffic(),
            new SyncCost(),
            new ExpandStall(),
            new FalseRollbacks(),
            new Detection(),
            new GateEvaluation(),
            new KillWhileDropping(),
            new LookCost(),
            new Evaluators());

    private static final int NOT_MEASURED = 1;
    private static final int NOT_UNDERSTOOD = 2;

    private final Results results;
    private final PrintStream out;

    Bench(Results results, PrintStream out) {
        this.results = results;
        this.out = out;
    }

    /** In the checkout's own folder. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] words) throws Exception {
        System.exit(new Bench(new Results(Path.of("")), System.out).run(List.of(words)));
    }

    int run(List<String> words) throws Exception {
        if (words.equals(List.of("report"))) {
            results.report();
            out.println("wrote " + results.page());
            return 0;
        }
        try {
            return measure(Order.parse(words, KNOWN));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return NOT_UNDERSTOOD;
        }
    }

    private int measure(Order order) throws Exception {
        if (order.peer().filter(name -> Program.find(name).isEmpty()).isPresent()) {
            out.println("not measured: there is no " + order.peer().get() + " on the PATH");
            return NOT_MEASURED;
        }
        Result result = result(order);
        out.print(Report.of(List.of(result)));
        if (order.keeps()) {
            results.keep(order.file(), result);
            results.report();
        }
        return 0;
    }

    private Result result(Order order) throws Exception {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Measurement measurement = order.measurement();
        try (Server server = Server.start(measurement.settings())) {
            Ground ground = new Ground(server, order.rows().orElse(0), order.peer(), out::println);
            return new Result(
                    measurement.name(),
                    measurement.title(),
                    measurement.how(),
                    order.command(),
                    at,
                    Machines.here(server),
                    server.settings(),
                    measurement.run(ground));
        }
    }
}
