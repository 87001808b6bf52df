// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import dev.interlock.bench.figure.Row;
import dev.interlock.bench.lab.InTurn;
import dev.interlock.bench.lab.Program;
import dev.interlock.bench.lab.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/** The unthrottled backfill against other tools that are really run. */
public final class BackfillPeers implements Measurement {

    private static final String OURS = "Interlock";

    @Override
    public String name() {
        return "backfill-peers";
    }

    @Override
    public String title() {
        return "Backfill throughput, against other tools";
    }

    @Override
    public String how() {
        return "The same table and the same new column. Interlock as above; the others as they come, from their start"
                + " command to its end: new column, their triggers, their backfill.";
    }

    @Override
    public OptionalLong rows() {
        return OptionalLong.of(1_000_000);
    }

    @Override
    public Set<String> peers() {
        return Set.of(Reshape.NAME, Pgroll.NAME);
    }

    @Override
    public List<Row> run(Ground ground) throws Exception {
        List<Peer> here = new ArrayList<>();
        List<Row> missing = new ArrayList<>();
        look(ground, Reshape.NAME, Reshape.BAR, Reshape::new, here, missing);
        look(ground, Pgroll.NAME, Pgroll.BAR, Pgroll::new, here, missing);
        List<Row> rows = new ArrayList<>(here.isEmpty() ? List.of() : measured(ground, here));
        rows.addAll(missing);
        return rows;
    }

    private static void look(
            Ground ground,
            String name,
            Bar bar,
            BiFunction<Program, Path, Peer> peer,
            List<Peer> here,
            List<Row> missing)
            throws Exception {
        if (ground.peer().filter(only -> !only.equals(name)).isPresent()) {
            missing.add(notMeasured(ground, name, bar, "only " + ground.peer().get() + " was asked for"));
            return;
        }
        Optional<Program> program = Program.find(name);
        if (program.isEmpty()) {
            missing.add(notMeasured(ground, name, bar, "there is no " + name + " on the PATH"));
            return;
        }
        here.add(peer.apply(program.get(), Files.createTempDirectory("bench-" + name)));
    }

    private static List<Row> measured(Ground ground, List<Peer> peers) throws Exception {
        FillItems items = new FillItems(ground.server(), ground.rows());
        items.load();
        InTurn inTurn = ground.inTurn().add(OURS, items::byInterlock);
        peers.forEach(peer -> inTurn.add(peer.name(), () -> items.by(peer)));
        Samples samples = inTurn.times(ROUNDS);
        return peers.stream().map(peer -> row(ground, peer, samples)).toList();
    }

    private static Row row(Ground ground, Peer peer, Samples samples) {
        return new Row.Measured(
                measure(ground), "rows/s", samples.of(OURS), samples.of(peer.name()), Optional.of(peer.bar()));
    }

    private static Row notMeasured(Ground ground, String name, Bar bar, String why) {
        return new Row.NotMeasured(measure(ground), name, Optional.of(bar), why);
    }

    private static String measure(Ground ground) {
        return "backfill throughput, unthrottled, %,d rows".formatted(ground.rows());
    }
}
