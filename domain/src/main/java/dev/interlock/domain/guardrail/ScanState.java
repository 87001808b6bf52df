// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.guardrail;

/**
 * What {@link TableScanJudge} remembers.
 *
 * @param reading the last one
 * @param over looks running that were over the limit
 * @param response of all looks of this watch
 */
public record ScanState(ScanReading reading, int over, DoseResponse response) implements GuardrailState {

    /** The first reading: nothing has been compared yet. */
    public static ScanState from(ScanReading reading) {
        return new ScanState(reading, 0, DoseResponse.NONE);
    }
}
