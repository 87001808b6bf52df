// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.domain.guardrail.SourceReading;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What every source keeps to, real or not, when it is asked for one value. */
public abstract class ValueSourceContract {

    private static final long PATIENCE = 10; // seconds

    /** The source under test. */
    protected abstract MetricSource source();

    /** For one value, of {@code busy} over a minute. */
    protected Question ofSaturation() {
        return Questions.ofSaturation();
    }

    /** The other side has this number. */
    protected abstract void has(double value);

    /** It has nothing under that name. */
    protected abstract void hasNothing();

    /** It answers with something that is no number. */
    protected abstract void hasNoNumber();

    /** It has more than one answer. */
    protected abstract void hasTwo();

    /** It says that it does not understand, and why: {@code no such metric}. */
    protected abstract void refuses();

    /** It says that something is wrong with itself: {@code out of memory}. */
    protected abstract void isBroken();

    /** Nobody listens. */
    protected abstract void isDown();

    /** It takes the question and never answers. */
    protected abstract void hangs();

    @Test
    void aNumberIsGivenAsItIsWithWhatWasAsked() throws Exception {
        has(0.25);

        SourceReading reading = ask();

        assertThat(reading)
                .asInstanceOf(InstanceOfAssertFactories.type(SourceReading.Value.class))
                .returns(0.25, SourceReading.Value::value);
        assertThat(reading.asked()).contains("busy").contains(Questions.AT.toString());
    }

    @Test
    void askingTwiceChangesNothing() throws Exception {
        has(3);

        assertThat(ask()).isEqualTo(ask());
    }

    @Test
    void nothingUnderThatNameIsNotZero() throws Exception {
        hasNothing();

        assertThat(ask()).isInstanceOf(SourceReading.Nothing.class);
    }

    @Test
    void whatIsNoNumberIsNotOne() throws Exception {
        hasNoNumber();

        assertThat(ask()).isInstanceOf(SourceReading.NotANumber.class);
    }

    @Test
    void ofTwoAnswersNoneIsTaken() throws Exception {
        hasTwo();

        assertThat(ask()).isInstanceOf(SourceReading.Wrong.class);
    }

    @Test
    void aQuestionThatItRefusesIsWrongInItsOwnWords() throws Exception {
        refuses();

        SourceReading reading = ask();

        assertThat(reading).isInstanceOf(SourceReading.Wrong.class);
        assertThat(reading.asSilent().why()).contains("no such metric");
    }

    @Test
    void itsOwnTroubleIsNotTheQuestionsFault() throws Exception {
        isBroken();

        SourceReading reading = ask();

        assertThat(reading).isInstanceOf(SourceReading.Trouble.class);
        assertThat(reading.asSilent().why()).contains("out of memory");
    }

    @Test
    void oneThatIsDownIsTroubleAndNoException() throws Exception {
        isDown();

        assertThat(ask()).isInstanceOf(SourceReading.Trouble.class);
    }

    @Test
    void oneThatHangsIsTroubleInTime() throws Exception {
        hangs();

        assertThat(ask()).isInstanceOf(SourceReading.Trouble.class);
    }

    @Test
    void itIsHeardAgainAfterItWasBroken() throws Exception {
        isBroken();
        ask();
        has(1);

        assertThat(ask()).isInstanceOf(SourceReading.Value.class);
    }

    private SourceReading ask() throws Exception {
        return ask(ofSaturation());
    }

    final SourceReading ask(Question question) throws Exception {
        return source().ask(question).get(PATIENCE, TimeUnit.SECONDS);
    }
}
