// SPDX-License-Identifier: Apache-2.0
/**
 * The destructive half: the gate with its evidence, hiding, which can be undone, and the one transaction whose commit is the point
 * of no return. What is hidden comes back through functions of the ledger, which need nothing of ours to run.
 */
@NullMarked
package dev.interlock.activities.contract;

import org.jspecify.annotations.NullMarked;
