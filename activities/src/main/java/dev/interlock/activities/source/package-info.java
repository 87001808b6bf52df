// SPDX-License-Identifier: Apache-2.0
/**
 * Systems outside that have numbers of the application, behind one interface. They are asked before a look's transaction
 * begins, so no lock is held while one of them is slow. Takes no lock itself.
 */
@NullMarked
package dev.interlock.activities.source;

import org.jspecify.annotations.NullMarked;
