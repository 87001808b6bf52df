// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDetails problem;

    public ProblemException(ProblemDetails problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public ProblemException(ProblemType type, String detail) {
        this(ProblemDetails.of(type, detail));
    }

    public ProblemDetails problem() {
        return problem;
    }
}
