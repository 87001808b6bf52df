// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.lab.InTurn;
import dev.interlock.bench.lab.Server;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a measurement stands on.
 *
 * @param rows to work on
 * @param peer the only one to measure against, if one was asked for by name
 * @param told lines for whoever waits
 */
public record Ground(Server server, long rows, Optional<String> peer, Consumer<String> told) {

    InTurn inTurn() {
        return new InTurn(told);
    }
}
