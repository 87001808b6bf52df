// SPDX-License-Identifier: Apache-2.0
/** What people read: pure functions from the API's JSON to lines. */
@NullMarked
package dev.interlock.cli.text;

import org.jspecify.annotations.NullMarked;
