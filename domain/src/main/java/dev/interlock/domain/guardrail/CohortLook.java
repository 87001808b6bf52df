// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The cohorts of the later steps at one look at 0 %.
 *
 * @param counts of the cohort that differs most, as the candidate, and of everybody else, in this window; empty where no test was made
 * @param value the highest E; empty without a test
 * @param threshold what it must not reach
 * @param sentence for people, with the numbers
 * @param mismatch what is wrong with how users are spread over the bands
 * @param unlabelled live evaluators that report users and not who is in which cohort
 * @param state to be handed in at the next look
 */
public record CohortLook(
        Verdict verdict,
        Optional<Counts> counts,
        OptionalDouble value,
        OptionalDouble threshold,
        String sentence,
        Optional<String> mismatch,
        List<String> unlabelled,
        CohortState state) {

    public CohortLook {
        unlabelled = List.copyOf(unlabelled);
    }
}
