// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

/** What happens on the stage from the migration's start to the phase that the scenario must end in. */
@FunctionalInterface
interface Script {

    Played play(Stage stage) throws Exception;
}
