// SPDX-License-Identifier: Apache-2.0
/** The migration's own database as a source of single values. */
@NullMarked
package dev.interlock.activities.measure;

import org.jspecify.annotations.NullMarked;
