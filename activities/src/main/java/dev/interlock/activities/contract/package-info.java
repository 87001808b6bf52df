// SPDX-License-Identifier: Apache-2.0
/**
 * The destructive half: the gate with its evidence, and the one transaction whose commit is the point of no return.
 */
@NullMarked
package dev.interlock.activities.contract;

import org.jspecify.annotations.NullMarked;
