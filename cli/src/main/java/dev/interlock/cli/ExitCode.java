// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

/** What scripts go by. */
public final class ExitCode {

    public static final int OK = 0;

    /** The answer is no: findings, invalid plan, refused, unknown id. */
    public static final int NO = 1;

    /** Unknown option, missing file. */
    public static final int USAGE = 2;

    /** Nobody answers who could say yes or no. */
    public static final int UNREACHABLE = 3;

    private ExitCode() {}
}
