// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.Percent;
import org.junit.jupiter.api.Test;

/** What every source keeps to that can also be asked for counts. */
public abstract class MetricSourceContract extends ValueSourceContract {

    /** For the counts of both arms. */
    protected Question ofCheckout() {
        return Questions.ofCheckout(Percent.of(5));
    }

    /** It has counted this many calls of each path, and errors among them. */
    protected abstract void counts(SourceReading.Arm candidate, SourceReading.Arm baseline);

    @Test
    void theCountsOfBothArmsComeTogether() throws Exception {
        SourceReading.Arm candidate = new SourceReading.Arm(1.5, 100);
        SourceReading.Arm baseline = new SourceReading.Arm(20, 1_900.25);
        counts(candidate, baseline);

        SourceReading reading = ask(ofCheckout());

        assertThat(reading).isEqualTo(new SourceReading.Counted(reading.asked(), candidate, baseline));
    }

    @Test
    void countsThatAreNotThereAreNotZero() throws Exception {
        hasNothing();

        assertThat(ask(ofCheckout())).isInstanceOf(SourceReading.Nothing.class);
    }
}
