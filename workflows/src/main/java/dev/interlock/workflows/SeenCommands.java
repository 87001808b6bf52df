// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids of commands that were taken, so that none is taken twice, whichever way it comes the second time. */
final class SeenCommands {

    private static final int REMEMBERED = 200;

    /** Characters. Of a longer id its digest is kept: all of them may have to go along to another run. */
    private static final int LONGEST = 100;

    private final Set<String> ids = new LinkedHashSet<>();

    boolean isRepeated(@Nullable CommandMessage message) {
        return message != null && message.commandId() != null && ids.contains(kept(message.commandId()));
    }

    void remember(@Nullable CommandMessage message) {
        if (message == null || message.commandId() == null) {
            return;
        }
        ids.add(kept(message.commandId()));
        if (ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
    }

    /** Oldest first. */
    List<String> all() {
        return List.copyOf(ids);
    }

    /** Those of the run before this one. */
    void remember(List<String> earlier) {
        ids.addAll(earlier);
    }

    private static String kept(String id) {
        return id.length() <= LONGEST
                ? id
                : UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
