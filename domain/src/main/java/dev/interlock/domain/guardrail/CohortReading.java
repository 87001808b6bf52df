// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The bands of users at 0 %, cumulative since the flag's present version.
 *
 * @param bands from the first step's on, the users of no step below 100 % last
 * @param evaluators that have counted users in them
 * @param unlabelled live evaluators that report users and no bands
 */
public record CohortReading(List<BandReading> bands, int evaluators, List<String> unlabelled) {

    public CohortReading {
        bands = List.copyOf(bands);
        unlabelled = List.copyOf(unlabelled);
    }

    BandReading all() {
        return sum(bands);
    }

    /** φ, at least 1: the mean number of counted errors that an error's user had. */
    double dispersion() {
        BandReading all = all();
        return all.errors() == 0 ? 1 : Math.max(1, (double) all.errorSquares() / all.errors());
    }

    List<BandReading> since(List<BandReading> earlier) {
        return IntStream.range(0, bands.size())
                .mapToObj(band -> bands.get(band).minus(earlier.get(band)))
                .toList();
    }

    static BandReading sum(List<BandReading> bands) {
        return bands.stream().reduce(BandReading.NONE, BandReading::plus);
    }
}
