// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

import java.util.List;

/**
 * All evaluators together.
 *
 * @param counts since their boots; they only grow unless rows of them are removed
 * @param keepers evaluators that keep their users on the old path by themselves, a few at most
 */
public record RedLineReading(RedLineCounts counts, List<String> keepers) {

    public RedLineReading {
        keepers = List.copyOf(keepers);
    }
}
