// SPDX-License-Identifier: Apache-2.0
/** SQL text taken apart: into statements, and each statement into what it does. */
@NullMarked
package dev.interlock.plans.sql;

import org.jspecify.annotations.NullMarked;
