// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.replay;

import dev.interlock.cli.ExitCode;

/** Nothing is replayed; the message says why, for people. */
public final class ReplayRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private ReplayRefused(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command or a configuration names no Prometheus that could be asked. */
    public static ReplayRefused wrongUsage(String message) {
        return new ReplayRefused(message, ExitCode.USAGE);
    }

    /** The plan asks what can never be answered. */
    public static ReplayRefused no(String message) {
        return new ReplayRefused(message, ExitCode.NO);
    }

    public int exitCode() {
        return exitCode;
    }
}
