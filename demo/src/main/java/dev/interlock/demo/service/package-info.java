// SPDX-License-Identifier: Apache-2.0
/** The shop as a process of its own, for the compose file and for trying things by hand. */
@NullMarked
package dev.interlock.demo.service;

import org.jspecify.annotations.NullMarked;
