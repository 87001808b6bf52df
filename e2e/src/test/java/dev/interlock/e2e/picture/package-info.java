// SPDX-License-Identifier: Apache-2.0
/** What people see of a migration in Temporal's Web UI, in a real browser. */
@NullMarked
package dev.interlock.e2e.picture;

import org.jspecify.annotations.NullMarked;
