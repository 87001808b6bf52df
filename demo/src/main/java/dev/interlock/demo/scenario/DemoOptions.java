// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

/**
 * What was asked for.
 *
 * @param fast 100,000 rows instead of 1,000,000, and shorter hold times
 * @param keep leaves everything running at the end
 * @param json the last line is a JSON object
 */
public record DemoOptions(Scenario scenario, boolean fast, boolean keep, boolean json) {

    public int rows() {
        return fast ? 100_000 : 1_000_000;
    }
}
