// SPDX-License-Identifier: Apache-2.0
/** The wire contract: what goes in and out as JSON. */
@NullMarked
package dev.interlock.api.view;

import org.jspecify.annotations.NullMarked;
