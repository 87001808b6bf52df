// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

/** The body of a signal that is not JSON. */
public record Unreadable(String text) {

    @Override
    public String toString() {
        return text;
    }
}
