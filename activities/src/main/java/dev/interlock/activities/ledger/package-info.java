// SPDX-License-Identifier: Apache-2.0
/** Schema {@code interlock} in the target database: who may act, what was done, and the connections to do it with. */
@NullMarked
package dev.interlock.activities.ledger;

import org.jspecify.annotations.NullMarked;
