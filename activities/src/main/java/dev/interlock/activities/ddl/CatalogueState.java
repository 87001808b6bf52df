// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.ddl;

/** What the catalogue says of a statement that ran, or not, outside a transaction. */
enum CatalogueState {
    NOT_BEGUN,
    /** Begun and not finished: to be cleaned up before anything else. */
    HALF,
    DONE
}
