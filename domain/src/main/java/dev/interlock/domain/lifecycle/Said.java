// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/** Something to be put on record, before it is known where the migration ends up. */
record Said(Note.Kind kind, Origin by, String text) {}
