// SPDX-License-Identifier: Apache-2.0
/** The flag as this process holds it: a change of value and the counting of calls never overlook one another. */
@NullMarked
package dev.interlock.client.flag;

import org.jspecify.annotations.NullMarked;
