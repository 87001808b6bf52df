// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Problems of the request itself. */
final class HttpProblems {

    private HttpProblems() {}

    static ProblemDetails of(int status, Throwable failure) {
        if (failure.getCause() instanceof JsonProcessingException malformed) {
            return malformed(malformed);
        }
        return switch (status) {
            case 404 -> ProblemDetails.of(ProblemType.NOT_FOUND, "paths are listed at /api/v1/openapi.yaml");
            case 405 -> ProblemDetails.of(ProblemType.METHOD_NOT_ALLOWED, "see the Allow header");
            case 406 -> ProblemDetails.of(ProblemType.NOT_ACCEPTABLE, "accept application/json");
            case 413 -> ProblemDetails.of(ProblemType.TOO_LARGE, String.valueOf(failure.getMessage()));
            case 415 -> ProblemDetails.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "send Content-Type: application/json");
            default -> ofStatus(status, String.valueOf(failure.getMessage()));
        };
    }

    private static ProblemDetails ofStatus(int status, String detail) {
        ProblemDetails shape =
                ProblemDetails.of(status < 500 ? ProblemType.REQUEST_FAILED : ProblemType.INTERNAL, detail);
        return new ProblemDetails(shape.type(), shape.code(), shape.title(), status, detail, shape.problems());
    }

    /** Says where, and never shows a class name of ours. */
    static ProblemDetails malformed(JsonProcessingException malformed) {
        JsonLocation location = malformed.getLocation();
        String where = location == null || location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        return ProblemDetails.of(ProblemType.MALFORMED_REQUEST, JsonWords.of(malformed) + where);
    }
}
