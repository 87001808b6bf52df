// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArchiveLoopTest {

    @Test
    void looksUntilTheWorkerStops() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        ArchiveLoop loop = new ArchiveLoop("shop", looked::countDown, new CountDownLatch(1));
        loop.start();

        assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();

        loop.stop();
    }

    @Test
    void troubleOfTheDatabaseEndsNothing() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        ArchiveLoop loop = new ArchiveLoop(
                "shop",
                () -> {
                    failed.countDown();
                    throw new SQLException("the database does not answer");
                },
                stopping);
        loop.start();
        assertThat(failed.await(20, TimeUnit.SECONDS)).isTrue();

        loop.stop();

        assertThat(stopping.getCount()).isZero();
    }
}
