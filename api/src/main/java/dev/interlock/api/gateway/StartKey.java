// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import dev.interlock.workflows.temporal.StartMemo;
import java.util.Map;

/**
 * What a repeated start is known by; kept in the memo of the run.
 *
 * @param key the caller's {@code Idempotency-Key}
 * @param planSha256 what the key was used for
 */
public record StartKey(String key, String planSha256) {

    Map<String, Object> memo() {
        return Map.of(StartMemo.KEY, key, StartMemo.PLAN, planSha256);
    }
}
