// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.backfill;

import dev.interlock.domain.backfill.Rate;
import dev.interlock.domain.backfill.Reading;
import dev.interlock.domain.backfill.Readings;
import java.util.Optional;

/**
 * The server at one moment, and what people want.
 *
 * @param ordered the rate that a person has ordered; empty when nobody has
 */
record Sample(Readings readings, Reading<Optional<Rate>> ordered) {

    static Sample unknown(String why) {
        return new Sample(Readings.unknown(why), Reading.unknown(why));
    }
}
