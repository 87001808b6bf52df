// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.http;

import com.fasterxml.jackson.databind.JsonNode;

/** What the API answered. */
public record Answer(int status, JsonNode body) {

    private static final int FIRST_ERROR = 400;
    private static final int UNAVAILABLE = 503;

    public boolean ok() {
        return status < FIRST_ERROR;
    }

    /** The API is there, and what stands behind it is not. */
    public boolean unavailable() {
        return status == UNAVAILABLE;
    }
}
