// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import java.util.Map;

/**
 * What a repeated start is known by; kept in the memo of the run.
 *
 * @param key the caller's {@code Idempotency-Key}
 * @param planSha256 what the key was used for
 */
public record StartKey(String key, String planSha256) {

    static final String MEMO_KEY = "interlockIdempotencyKey";
    static final String MEMO_PLAN = "interlockPlan";

    Map<String, Object> memo() {
        return Map.of(MEMO_KEY, key, MEMO_PLAN, planSha256);
    }
}
