// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.http;

/** Nobody answers; the message is the one line to show. */
public final class UnreachableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(String message) {
        super(message);
    }

    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
