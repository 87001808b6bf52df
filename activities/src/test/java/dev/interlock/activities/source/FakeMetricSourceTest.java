// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import dev.interlock.domain.guardrail.SourceReading;

final class FakeMetricSourceTest extends MetricSourceContract {

    private final FakeMetricSource fake = new FakeMetricSource();

    @Override
    protected MetricSource source() {
        return fake;
    }

    @Override
    protected void has(double value) {
        fake.has(value);
    }

    @Override
    protected void counts(SourceReading.Arm candidate, SourceReading.Arm baseline) {
        fake.counts(candidate, baseline);
    }

    @Override
    protected void hasNothing() {
        fake.hasNothing();
    }

    @Override
    protected void hasNoNumber() {
        fake.hasNoNumber();
    }

    @Override
    protected void hasTwo() {
        fake.isWrong("two series");
    }

    @Override
    protected void refuses() {
        fake.isWrong("no such metric");
    }

    @Override
    protected void isBroken() {
        fake.isInTrouble("out of memory");
    }

    @Override
    protected void isDown() {
        fake.isInTrouble("nobody listens");
    }

    @Override
    protected void hangs() {
        fake.isInTrouble("no answer in time");
    }
}
