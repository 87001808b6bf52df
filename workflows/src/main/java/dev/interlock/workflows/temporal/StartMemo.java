// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

import io.temporal.workflow.Workflow;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a repeated start is known by, in the memo of a run. A memo does not go along to the next run by itself. */
public final class StartMemo {

    /** The caller's {@code Idempotency-Key}. */
    public static final String KEY = "interlockIdempotencyKey";

    /** The SHA-256 of the plan that it was used for. */
    public static final String PLAN = "interlockPlan";

    private StartMemo() {}

    /** Of the workflow that asks. */
    public static Map<String, Object> read() {
        Map<String, Object> memo = new TreeMap<>();
        put(memo, KEY);
        put(memo, PLAN);
        return memo;
    }

    private static void put(Map<String, Object> memo, String name) {
        @Nullable String value = Workflow.getMemo(name, String.class, String.class);
        if (value != null) {
            memo.put(name, value);
        }
    }
}
