// SPDX-License-Identifier: Apache-2.0
/** The only user of the Temporal client: starts, asks and commands migrations. */
@NullMarked
package dev.interlock.api.gateway;

import org.jspecify.annotations.NullMarked;
