// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.domain.backfill.Lag;
import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.backfill.Readings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that is as a test says, and what it was told. */
final class FakeSampler implements Sampler {

    private final List<Pace> told = new ArrayList<>();
    private Reading<Lag> lag = Reading.known(Lag.NONE);
    private Reading<Duration> latency = Reading.known(Duration.ZERO);
    private Reading<Optional<Rate>> ordered = Reading.known(Optional.empty());

    void lag(Duration behind) {
        lag = Reading.known(new Lag("shop-2", behind));
    }

    void lagUnknown(String why) {
        lag = Reading.unknown(why);
    }

    void commitsIn(Duration time) {
        latency = Reading.known(time);
    }

    void orders(Rate rate) {
        ordered = Reading.known(Optional.of(rate));
    }

    void orderUnknown(String why) {
        ordered = Reading.unknown(why);
    }

    /** One for each look. */
    List<Pace> told() {
        return told;
    }

    @Override
    public Reading<Duration> tell(Pace pace) {
        told.add(pace);
        return latency;
    }

    @Override
    public Sample look() {
        return new Sample(
                new Readings(
                        lag,
                        Reading.known(0L),
                        Reading.unknown("not measured yet"),
                        Reading.known(0L),
                        Reading.known(List.of())),
                ordered);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
