// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import dev.interlock.plans.yaml.Storable;
import dev.interlock.workflows.CommandMessage;
import org.jspecify.annotations.Nullable;

/**
 * Words of a caller that go on record. What the ledger could not keep would be refused there again and again, long after
 * the caller has gone, so it is refused here.
 */
final class Given {

    static final int LONGEST = CommandMessage.LONGEST;

    private Given() {}

    static @Nullable String text(String name, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "'" + name + "' has " + value.length() + " characters; at most " + LONGEST + " are kept");
        }
        if (!Storable.is(value)) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "'" + name + "' has " + Storable.WHY_NOT);
        }
        return value;
    }
}
