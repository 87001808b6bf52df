// SPDX-License-Identifier: Apache-2.0
/** {@code migration.yaml}: one table of keys, from which reading, defaults and the JSON Schema follow. */
@NullMarked
package dev.interlock.plans.yaml;

import org.jspecify.annotations.NullMarked;
