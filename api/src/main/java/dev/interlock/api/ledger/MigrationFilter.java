// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.ledger;

import java.util.Optional;

/** Which migrations are asked for; what is empty does not narrow. */
public record MigrationFilter(Optional<String> phase, Optional<String> owner) {}
