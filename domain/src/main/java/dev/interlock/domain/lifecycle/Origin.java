// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/**
 * Who wants something and why.
 *
 * @param verified whether anybody has made sure who it is: of {@code interlock} itself, and, until there is authentication, of
 *     nobody else
 */
public record Origin(String actor, boolean verified, String reason) {

    static Origin interlock(String reason) {
        return new Origin("interlock", true, reason);
    }
}
