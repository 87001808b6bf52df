// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.resource;

import dev.interlock.api.problem.ProblemException;
import dev.interlock.api.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Keeps no more of a body than a plan can need, whether or not its length was announced. What goes beyond is read and
 * forgotten, up to a second bound: a connection that is closed while its caller still sends is reset, and the caller
 * never sees why.
 */
@PreMatching
public final class BodyLimit implements ContainerRequestFilter {

    /** A plan of 1 MiB, escaped as JSON. */
    static final int LIMIT = 2 * 1024 * 1024;

    private static final int FORGOTTEN_AT_MOST = 8 * LIMIT;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (request.getLength() > LIMIT) {
            forget(request.getEntityStream());
            throw tooLarge();
        }
        request.setEntityStream(new Limited(request.getEntityStream()));
    }

    private static void forget(InputStream body) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        int left = FORGOTTEN_AT_MOST;
        int got = 0;
        while (left > 0 && got >= 0) {
            got = body.read(buffer);
            left -= Math.max(got, 0);
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(ProblemType.TOO_LARGE, "a request has at most " + LIMIT + " bytes");
    }

    private static final class Limited extends FilterInputStream {

        private long read;

        Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            count(Math.max(got, 0));
            return got;
        }

        private void count(int bytes) throws IOException {
            read += bytes;
            if (read > LIMIT) {
                forget(in);
                throw tooLarge();
            }
        }
    }
}
