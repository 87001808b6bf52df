// SPDX-License-Identifier: Apache-2.0
package dev.interlock.domain.lifecycle;

/** What can happen to a migration. */
public sealed interface MigrationEvent {

    /** A person ordered something. */
    record Ordered(Command command) implements MigrationEvent {}

    /** The flag was killed in the database. Acts like a rollback wherever that is legal. */
    record Killed(Origin origin) implements MigrationEvent {}

    /** Temporal's own cancel: a rollback after which the run ends. */
    record CancelRequested() implements MigrationEvent {}

    /** A task came to an end. Of an older turn: ignored. */
    record Finished(long turn, Outcome outcome) implements MigrationEvent {}

    /** A task gave up. {@code words} are the outside system's own. */
    record Faulted(long turn, String words) implements MigrationEvent {}

    /** A cancelled task has really stopped. */
    record Stopped(long turn) implements MigrationEvent {}

    /** The time of {@link MigrationState#alarm()} has come, or is said to have. */
    record AlarmRang() implements MigrationEvent {}
}
