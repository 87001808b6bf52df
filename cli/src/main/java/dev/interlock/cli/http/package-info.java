// SPDX-License-Identifier: Apache-2.0
/** Speaks to the API: one request, one answer, or one line about why it cannot be reached. */
@NullMarked
package dev.interlock.cli.http;

import org.jspecify.annotations.NullMarked;
