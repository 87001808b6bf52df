// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.interlock.domain.plan.Problem;
import java.util.List;

/**
 * An RFC 9457 problem.
 *
 * @param type {@code urn:interlock:problem:} and the code
 * @param code the same without its prefix, a public name
 * @param detail one sentence about this occurrence
 * @param problems with {@code invalid-plan}: all of them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetails(
        String type, String code, String title, int status, String detail, List<Problem> problems) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:interlock:problem:";

    public ProblemDetails {
        problems = List.copyOf(problems);
    }

    public static ProblemDetails of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    public static ProblemDetails of(ProblemType type, String detail, List<Problem> problems) {
        return new ProblemDetails(PREFIX + type.code(), type.code(), type.title(), type.status(), detail, problems);
    }
}
