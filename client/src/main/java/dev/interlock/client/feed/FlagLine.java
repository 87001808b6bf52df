// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client.feed;

import dev.interlock.client.flag.FlagReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The way to the ledger. Used by one thread only, but for {@link #wake}. */
public interface FlagLine extends AutoCloseable {

    /** Delivers a report and brings the flag's present value; empty when there is no such flag. */
    Optional<LedgerAnswer> exchange(FlagReport report) throws SQLException;

    /** The same without a report: nothing is written. */
    Optional<LedgerAnswer> ask(String flag) throws SQLException;

    /**
     * Waits for news, at most that long.
     *
     * @return the keys of flags that may have changed, {@link #ALL} among them when any may have
     */
    Set<String> await(Duration atMost) throws InterruptedException;

    /** Ends the present {@link #await}, if it can be ended, and every later one. From any thread. */
    void wake();

    @Override
    void close();

    /** Stands for every key; no flag has this name. */
    String ALL = "*";
}
