// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.lifecycle.MigrationEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private static final Arrival FIRST = arrival(1);
    private static final Arrival SECOND = arrival(2);
    private static final Arrival UPDATE = arrival(3);
    private static final Arrival LATER_UPDATE = arrival(4);

    @Test
    void updateIsTakenLastHoweverTheServerOrdersIt() {
        Arrivals before = new Arrivals();
        before.addUpdate(UPDATE);
        before.add(FIRST);
        before.add(SECOND);
        Arrivals between = new Arrivals();
        between.add(FIRST);
        between.addUpdate(UPDATE);
        between.add(SECOND);

        assertThat(drained(before)).isEqualTo(drained(between)).containsExactly(FIRST, SECOND, UPDATE);
    }

    @Test
    void updatesKeepTheirOrder() {
        Arrivals arrivals = new Arrivals();
        arrivals.addUpdate(UPDATE);
        arrivals.addUpdate(LATER_UPDATE);

        assertThat(drained(arrivals)).containsExactly(UPDATE, LATER_UPDATE);
    }

    private static Arrival arrival(long turn) {
        return new Arrival(new MigrationEvent.Stopped(turn), null);
    }

    private static List<Arrival> drained(Arrivals arrivals) {
        List<Arrival> drained = new ArrayList<>();
        while (!arrivals.isEmpty()) {
            drained.add(arrivals.remove());
        }
        return drained;
    }
}
