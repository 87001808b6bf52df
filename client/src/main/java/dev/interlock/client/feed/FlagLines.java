// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which way to the ledger an application has. */
public final class FlagLines {

    private FlagLines() {}

    /**
     * @param listenConnection null where the application keeps no direct connection
     * @param bootId new with every start of the process
     */
    public static FlagLine open(
            DataSource dataSource,
            @Nullable ConnectionSource listenConnection,
            String instance,
            UUID bootId,
            LongSupplier ticker) {
        ReportStatement statement = new ReportStatement(instance, bootId);
        FlagLine pooled = new PooledLine(dataSource, statement);
        return listenConnection == null ? pooled : new ListeningLine(listenConnection, pooled, statement, ticker);
    }
}
