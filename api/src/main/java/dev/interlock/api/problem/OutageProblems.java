// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

import dev.interlock.api.gateway.Words;
import io.grpc.Status;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Problems of what stands behind us: Temporal and the databases. */
final class OutageProblems {

    private static final Logger LOG = LoggerFactory.getLogger(OutageProblems.class);

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_SCHEMA = "3F000";

    private OutageProblems() {}

    static Optional<ProblemDetails> of(Throwable failure) {
        Optional<ProblemDetails> problem = failure instanceof JdbiException database
                ? Optional.of(ofDatabase(database))
                : Words.grpc(failure).map(status -> ProblemDetails.of(ofTemporal(status), Words.of(failure)));
        problem.ifPresent(shown -> LOG.warn("{}: {}", shown.code(), shown.detail(), failure));
        return problem;
    }

    private static ProblemType ofTemporal(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED, ABORTED ->
                ProblemType.TEMPORAL_UNAVAILABLE;
            default -> ProblemType.TEMPORAL_REFUSED;
        };
    }

    /** The driver's words stay in the log: they may name hosts and roles. */
    private static ProblemDetails ofDatabase(JdbiException failure) {
        String state = sqlState(failure);
        if (state.equals(UNDEFINED_TABLE) || state.equals(UNDEFINED_SCHEMA)) {
            return ProblemDetails.of(
                    ProblemType.LEDGER_MISSING, "schema interlock is not there: the worker installs it when it starts");
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.isEmpty()) {
            return ProblemDetails.of(
                    ProblemType.DATABASE_UNAVAILABLE, "the database cannot be reached; see /health/ready");
        }
        return ProblemDetails.of(ProblemType.DATABASE_UNAVAILABLE, "the database answered with SQLSTATE " + state);
    }

    private static String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }
}
