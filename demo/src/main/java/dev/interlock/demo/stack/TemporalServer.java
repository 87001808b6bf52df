// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import java.util.Optional;

/** A Temporal that runs here, on loopback, with our search attributes. */
public interface TemporalServer extends AutoCloseable {

    /** {@code host:port} */
    String address();

    /** Its Web UI, where it has one. */
    Optional<String> webUi();

    /** What it is and what it cannot do, in one sentence. */
    String description();

    @Override
    void close();
}
