// SPDX-License-Identifier: Apache-2.0
/** What a measurement is made with: a real PostgreSQL, the product as its worker uses it, programs of others. */
@NullMarked
package dev.interlock.bench.lab;

import org.jspecify.annotations.NullMarked;
