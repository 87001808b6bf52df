// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import dev.interlock.domain.lifecycle.MigrationEvent;
import dev.interlock.domain.lifecycle.Ruling;
import org.jspecify.annotations.Nullable;

/** Something that waits in the {@link OperatorInbox}, and, once it was taken, what became of it if it was a command. */
final class Arrival {

    private final MigrationEvent event;
    private final @Nullable CommandMessage message;
    private @Nullable Ruling ruling;

    Arrival(MigrationEvent event, @Nullable CommandMessage message) {
        this.event = event;
        this.message = message;
    }

    MigrationEvent event() {
        return event;
    }

    @Nullable
    CommandMessage message() {
        return message;
    }

    void ruled(Ruling taken) {
        ruling = taken;
    }

    boolean isRuled() {
        return ruling != null;
    }

    Ruling ruling() {
        if (ruling == null) {
            throw new IllegalStateException("asked before it was taken");
        }
        return ruling;
    }
}
