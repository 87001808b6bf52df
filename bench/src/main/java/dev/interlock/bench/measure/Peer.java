// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.measure;

import dev.interlock.bench.figure.Bar;
import java.io.IOException;

/** Another tool that fills a new column while the table is in use. */
interface Peer {

    /** As it is named on the PATH. */
    String name();

    Bar bar();

    /** What is not counted: its own tables. */
    void prepare(int port, String database) throws IOException, InterruptedException;

    /** Adds {@code items.price}, keeps it in sync and fills it. */
    void fill(int port, String database) throws IOException, InterruptedException;
}
