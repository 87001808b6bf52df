// SPDX-License-Identifier: Apache-2.0
/**
 * A small shop under real traffic, with the code of both sides of its migration deployed, that keeps book of every write
 * which the database acknowledged and can be asked at any time whether one is missing.
 *
 * <p>Start with {@link dev.interlock.demo.shop.Shop}.
 */
@NullMarked
package dev.interlock.demo.shop;

import org.jspecify.annotations.NullMarked;
