// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.io.IOException;

/** What Java cannot send to a process. */
enum Signal {

    /** It stands still, as in a machine that hangs, and knows nothing of it. */
    STOP,

    /** It goes on where it stood. */
    CONT;

    void send(Process process) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + this, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + this + " " + process.pid() + " ended with " + exit);
        }
    }
}
