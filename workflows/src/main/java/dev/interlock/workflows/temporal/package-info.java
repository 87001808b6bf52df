// SPDX-License-Identifier: Apache-2.0
/** What every process that speaks to Temporal shares: payload mapping, queue names, search attributes. */
@NullMarked
package dev.interlock.workflows.temporal;

import org.jspecify.annotations.NullMarked;
