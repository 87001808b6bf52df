// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/** What a system outside said when it was asked for one guardrail's numbers. */
public sealed interface SourceReading {

    /** The question as it was sent, with the moment that it is about. */
    String asked();

    /** One number. It is finite. */
    record Value(String asked, double value) implements SourceReading {}

    /**
     * What was counted within one window, as the source estimates it: not in whole calls. An arm that the flag leaves empty was not
     * asked for, and is {@link Arm#NONE}.
     */
    record Counted(String asked, Arm candidate, Arm baseline) implements SourceReading {}

    /** One path's calls and those of them that failed, or were slow. Finite. */
    record Arm(double errors, double ended) {

        public static final Arm NONE = new Arm(0, 0);
    }

    /**
     * Somebody else's judgement.
     *
     * @param verdict PASS, FAIL or INCONCLUSIVE
     */
    record Said(String asked, Verdict verdict, String reason) implements SourceReading {}

    /** No number, which is neither a PASS nor a FAIL. */
    sealed interface Silent extends SourceReading {

        /** In the source's own words. */
        String why();

        /** NO_DATA where the source answered, ERROR where it did not. */
        default Verdict verdict() {
            return this instanceof Nothing || this instanceof NotANumber ? Verdict.NO_DATA : Verdict.ERROR;
        }
    }

    /** It has nothing under that name: at the start of a migration that is a misspelt one. */
    record Nothing(String asked, String why) implements Silent {}

    /** Its answer is not a number, such as a share of no calls at all. */
    record NotANumber(String asked, String why) implements Silent {}

    /** It did not answer, or not in time, or not all of it. The next look may be luckier. */
    record Trouble(String asked, String why) implements Silent {}

    /** It will never answer this question with what is asked for. */
    record Wrong(String asked, String why) implements Silent {}

    /** This reading as one without what was asked for. */
    default Silent asSilent() {
        return this instanceof Silent silent ? silent : new Wrong(asked(), "it answered something else than asked for");
    }
}
