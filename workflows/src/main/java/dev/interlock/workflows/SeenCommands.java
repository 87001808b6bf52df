// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids of commands that were taken, so that none is taken twice, whichever way it comes the second time. */
final class SeenCommands {

    private static final int REMEMBERED = 200;

    private final Set<String> ids = new LinkedHashSet<>();

    boolean isRepeated(@Nullable CommandMessage message) {
        return message != null && message.commandId() != null && ids.contains(message.commandId());
    }

    void remember(@Nullable CommandMessage message) {
        if (message == null || message.commandId() == null) {
            return;
        }
        ids.add(message.commandId());
        if (ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
    }
}
