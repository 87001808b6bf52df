// SPDX-License-Identifier: Apache-2.0
/** Whether the claimed tables are still what the migration left them as, and whose change it was if not. */
@NullMarked
package dev.interlock.domain.drift;

import org.jspecify.annotations.NullMarked;
