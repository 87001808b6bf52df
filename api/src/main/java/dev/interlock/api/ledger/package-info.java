// SPDX-License-Identifier: Apache-2.0
/** Reads schema {@code interlock} of each database; writes nothing but the kill. */
@NullMarked
package dev.interlock.api.ledger;

import org.jspecify.annotations.NullMarked;
