// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli.verb;

import dev.interlock.cli.Surroundings;
import java.util.List;

/** Every verb of this module, in the order of the help. */
public final class Verbs {

    private Verbs() {}

    public static List<Object> all(Surroundings surroundings) {
        return List.of(
                new LintCommand(),
                new StartCommand(surroundings),
                new ListCommand(surroundings),
                new StatusCommand(surroundings),
                new TimelineCommand(surroundings),
                new PauseCommand(surroundings),
                new ResumeCommand(surroundings),
                new RollbackCommand(surroundings),
                new RevertCommand(surroundings),
                new ApproveCommand(surroundings),
                new PromoteCommand(surroundings),
                new ExtendCommand(surroundings),
                new ThrottleCommand(surroundings),
                new RepairCommand(surroundings),
                new GateCommand(surroundings),
                new ReleasesCommand(surroundings),
                new ArchivesCommand(surroundings),
                new RestoreCommand(surroundings),
                new ForgetCommand(surroundings),
                new KillCommand(surroundings));
    }
}
