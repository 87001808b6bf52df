// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.gateway;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;

/** What went wrong with Temporal, for one line. */
public final class Words {

    private Words() {}

    /** The innermost gRPC status if there is one, else the message. */
    public static String of(Throwable failure) {
        return grpc(failure)
                .map(status ->
                        status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription()))
                .orElseGet(() -> String.valueOf(failure.getMessage()));
    }

    /** The gRPC status that a failure comes from. */
    public static Optional<Status> grpc(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return Optional.of(status.getStatus());
            }
        }
        return Optional.empty();
    }
}
