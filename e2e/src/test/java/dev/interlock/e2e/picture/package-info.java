// SPDX-License-Identifier: Apache-2.0
/** The built jar on real servers, each a process of its own, seen only from outside. */
@NullMarked
package dev.interlock.e2e.picture;

import org.jspecify.annotations.NullMarked;
