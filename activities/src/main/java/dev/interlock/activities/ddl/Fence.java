// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

import dev.interlock.workflows.port.Call;

/**
 * What an attempt at a script must still find in the ledger when it begins and when it commits.
 *
 * @param attempt counted by the ledger over all rounds and runs; a later attempt fences off an earlier one
 * @param isRepetition an earlier attempt may have done something
 */
public record Fence(ScriptKey key, Call call, long attempt, boolean isRepetition) {}
