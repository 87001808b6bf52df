// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

/** The scenario did not go as named; says where it stopped. */
final class DemoFailed extends Exception {

    DemoFailed(String message) {
        super(message);
    }
}
