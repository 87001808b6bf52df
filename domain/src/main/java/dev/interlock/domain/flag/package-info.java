// SPDX-License-Identifier: Apache-2.0
/**
 * The flag: which path a user takes at a given percentage.
 *
 * <p>Every process that asks, in whatever language, has to answer alike; so the rule is flagd's, to the bit.
 */
@NullMarked
package dev.interlock.domain.flag;

import org.jspecify.annotations.NullMarked;
