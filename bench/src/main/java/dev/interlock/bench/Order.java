// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench;

import dev.interlock.bench.measure.Measurement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param rows empty where their number is of no account
 * @param keeps whether the result is stored
 */
record Order(Measurement measurement, OptionalLong rows, Optional<String> peer, boolean keeps) {

    /** @throws IllegalArgumentException with everything that is wrong and what to write instead */
    static Order parse(List<String> words, List<Measurement> known) {
        Reading reading = new Reading(known);
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            reading.take(rest.next(), rest);
        }
        return reading.order();
    }

    /** The stored result's: one for each size that was measured. */
    String file() {
        boolean usual = rows.equals(measurement.rows());
        return measurement.name() + (usual ? "" : "-" + rows.orElse(0)) + ".json";
    }

    /** The same in words. */
    String command() {
        boolean usual = rows.equals(measurement.rows());
        return "./bench/run " + measurement.name()
                + (usual ? "" : " --rows " + rows.orElse(0))
                + peer.map(name -> " --peer " + name).orElse("");
    }

    private static final class Reading {

        private final List<Measurement> known;
        private final List<String> problems = new ArrayList<>();
        private @Nullable Measurement measurement;
        private OptionalLong rows = OptionalLong.empty();
        private Optional<String> peer = Optional.empty();
        private boolean keeps = true;

        Reading(List<Measurement> known) {
            this.known = known;
        }

        void take(String word, Iterator<String> rest) {
            switch (word) {
                case "--rows" -> value(word, rest).ifPresent(this::rows);
                case "--peer" -> peer = value(word, rest);
                case "--try" -> keeps = false;
                default -> name(word);
            }
        }

        Order order() {
            Measurement chosen = measurement;
            if (chosen == null) {
                problems.add("name a measurement: " + names());
                throw refused();
            }
            peer.filter(name -> !chosen.peers().contains(name))
                    .ifPresent(name -> problems.add("--peer " + name + ": " + chosen.name() + " knows "
                            + (chosen.peers().isEmpty() ? "none" : String.join(", ", new TreeSet<>(chosen.peers())))));
            if (rows.isPresent() && chosen.rows().isEmpty()) {
                problems.add("--rows: their number is of no account to " + chosen.name() + "; leave it out");
            }
            if (!problems.isEmpty()) {
                throw refused();
            }
            return new Order(chosen, rows.isPresent() ? rows : chosen.rows(), peer, keeps);
        }

        private void name(String word) {
            Optional<Measurement> found =
                    known.stream().filter(one -> one.name().equals(word)).findFirst();
            if (found.isEmpty() || measurement != null) {
                problems.add("'" + word + "' is not understood; write one of " + names()
                        + ", then --rows N, --peer NAME, --try");
            }
            measurement = found.orElse(measurement);
        }

        private void rows(String text) {
            try {
                rows = OptionalLong.of(Long.parseLong(text.replace("_", "")));
            } catch (NumberFormatException e) {
                problems.add("--rows " + text + ": write a whole number, such as 1000000");
            }
            if (rows.isPresent() && rows.getAsLong() < 1) {
                problems.add("--rows " + text + ": write a number from 1 on");
            }
        }

        private Optional<String> value(String word, Iterator<String> rest) {
            if (!rest.hasNext()) {
                problems.add(word + " wants a value after it");
                return Optional.empty();
            }
            return Optional.of(rest.next());
        }

        private String names() {
            return String.join(", ", known.stream().map(Measurement::name).toList());
        }

        private IllegalArgumentException refused() {
            return new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
