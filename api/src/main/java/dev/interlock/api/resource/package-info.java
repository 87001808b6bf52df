// SPDX-License-Identifier: Apache-2.0
/** The REST paths: each method reads the request, asks, and turns the answer into a view. */
@NullMarked
package dev.interlock.api.resource;

import org.jspecify.annotations.NullMarked;
