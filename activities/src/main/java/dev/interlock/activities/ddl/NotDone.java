// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

/** A statement ended without an error and without having done what it says. */
final class NotDone extends RuntimeException {

    NotDone(String what) {
        super(what);
    }
}
