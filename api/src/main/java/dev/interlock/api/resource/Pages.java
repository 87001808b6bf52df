// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;

/** Cutting a list into pages. */
final class Pages {

    static final int SIZE = 50;

    /** Bounds what one request can make the databases read. */
    private static final int LAST = 1000;

    private Pages() {}

    /** From 1. */
    static int number(String given) {
        if (given.matches("[0-9]{1,4}")) {
            int page = Integer.parseInt(given);
            if (page >= 1 && page <= LAST) {
                return page;
            }
        }
        throw new ProblemException(
                ProblemType.INVALID_REQUEST, "'page' must be a number from 1 to " + LAST + ", not " + given);
    }
}
