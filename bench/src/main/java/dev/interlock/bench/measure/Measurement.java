// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Something that is run by name. */
public interface Measurement {

    /** How often each of two sides is run, in turn. */
    int ROUNDS = 5;

    /** As {@code bench/run} takes it. */
    String name();

    String title();

    /** What is run, for whoever reads the figures. */
    String how();

    /** How many rows are worked on unless {@code --rows} says otherwise; empty where their number is of no account. */
    OptionalLong rows();

    /** The programs of others that {@code --peer} may name. */
    default Set<String> peers() {
        return Set.of();
    }

    /** What its server is started with beyond what every server here is. */
    default Map<String, String> settings() {
        return Map.of();
    }

    List<Row> run(Ground ground) throws Exception;
}
