// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import dev.interlock.workflows.CommandAnswer;

/** What came of a command. */
public sealed interface CommandResult {

    record Accepted(CommandAnswer answer) implements CommandResult {}

    /** The migration said no, in one sentence. */
    record Refused(String sentence) implements CommandResult {}

    /** Temporal has no running workflow of this id. */
    record NotRunning() implements CommandResult {}

    /** No worker answered in time; the command may still be taken later. */
    record NoAnswer(String sentence) implements CommandResult {}
}
