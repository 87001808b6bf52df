// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/** Stages in words. */
final class StageText {

    private StageText() {}

    static String of(RampStage stage) {
        if (stage instanceof RampStage.CheckingParity) {
            return "checking parity";
        }
        if (stage instanceof RampStage.Repairing) {
            return "repairing rows";
        }
        if (stage instanceof RampStage.Calibrating) {
            return "calibrating at 0 %";
        }
        return stage instanceof RampStage.Raising ? "moving the flag" : "watching";
    }
}
