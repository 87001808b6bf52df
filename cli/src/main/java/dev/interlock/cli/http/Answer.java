// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.http;

import com.fasterxml.jackson.databind.JsonNode;

/** What the API answered. */
public record Answer(int status, JsonNode body) {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_FAILURE = 500;

    public boolean ok() {
        return status < FIRST_ERROR;
    }

    /** Something on the way or behind the API is broken: nobody has said yes or no. */
    public boolean unavailable() {
        return status >= FIRST_FAILURE;
    }
}
