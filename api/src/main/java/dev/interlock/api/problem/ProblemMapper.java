// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem; what nobody expected is logged under a number that the caller sees. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        Optional<ProblemException> ours = ours(failure);
        if (ours.isPresent()) {
            return response(ours.get().problem());
        }
        return failure instanceof WebApplicationException web ? ofWeb(web) : response(problem(failure));
    }

    /** What reads a body wraps whatever stops it. */
    private static Optional<ProblemException> ours(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException expected) {
                return Optional.of(expected);
            }
        }
        return Optional.empty();
    }

    public static Response response(ProblemDetails problem) {
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(ProblemDetails.MEDIA_TYPE)
                .entity(problem);
        // The rest of the body is still on its way: a caller that used this connection again would get no answer.
        return problem.status() == ProblemType.TOO_LARGE.status()
                ? response.header("Connection", "close").build()
                : response.build();
    }

    /** Keeps headers such as {@code Allow}. */
    private static Response ofWeb(WebApplicationException web) {
        Response given = web.getResponse();
        if (given.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL
                || given.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return given;
        }
        Response shaped = response(HttpProblems.of(given.getStatus(), web));
        Object allow = given.getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? shaped
                : Response.fromResponse(shaped).header(HttpHeaders.ALLOW, allow).build();
    }

    private static ProblemDetails problem(Throwable failure) {
        if (failure instanceof JsonProcessingException malformed) {
            return HttpProblems.malformed(malformed);
        }
        return OutageProblems.of(failure).orElseGet(() -> unexpected(failure));
    }

    private static ProblemDetails unexpected(Throwable failure) {
        UUID number = UUID.randomUUID();
        LOG.error("request failed, number {}", number, failure);
        return ProblemDetails.of(ProblemType.INTERNAL, "it is in the log under number " + number);
    }
}
