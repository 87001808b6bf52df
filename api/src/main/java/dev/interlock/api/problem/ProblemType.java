// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

import java.util.Locale;

/** Every code that a problem can have; its name in lower case with hyphens is public. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    FOREIGN_ORIGIN(403, "This page may not speak to this server"),
    NOT_FOUND(404, "There is nothing at this path"),
    UNKNOWN_DATABASE(404, "No such database"),
    UNKNOWN_MIGRATION(404, "No such migration"),
    UNKNOWN_FLAG(404, "No such flag"),
    NOT_YET(404, "Not built yet"),
    METHOD_NOT_ALLOWED(405, "This path has no such method"),
    NOT_ACCEPTABLE(406, "This is not served in the form that was asked for"),
    ALREADY_RUNNING(409, "This migration is running"),
    ALREADY_COMPLETED(409, "This id has been completed"),
    OTHER_PLAN(409, "This id is open with another plan"),
    TABLE_CLAIMED(409, "Another migration holds a table"),
    REFUSED(409, "The migration refused the command"),
    ENDED(409, "The migration has ended"),
    NOT_RUNNING(409, "The migration does not run"),
    PINNED(409, "The flag is pinned"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json"),
    INVALID_PLAN(422, "The plan is not valid"),
    INVALID_REQUEST(422, "The request lacks something"),
    KEY_REUSED(422, "This key stands for another request"),
    REQUEST_FAILED(400, "The request was not served"),
    INTERNAL(500, "Something is wrong on our side"),
    TEMPORAL_REFUSED(502, "Temporal refused"),
    TEMPORAL_UNAVAILABLE(503, "Temporal does not answer"),
    NO_WORKER(503, "No worker answers"),
    DATABASE_UNAVAILABLE(503, "A database does not answer"),
    LEDGER_MISSING(503, "The ledger is not installed"),
    FLAG_LOCKED(503, "Somebody holds the flag"),
    MIGRATION_LOCKED(503, "Somebody holds the migration");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
