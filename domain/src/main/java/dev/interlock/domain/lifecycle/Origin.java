// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/**
 * Who wants something and why.
 *
 * @param verified whether the one who passed it on has made sure who it is; a signal's actor is not
 */
public record Origin(String actor, boolean verified, String reason) {

    static Origin interlock(String reason) {
        return new Origin("interlock", true, reason);
    }
}
