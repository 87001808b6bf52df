// SPDX-License-Identifier: Apache-2.0
package dev.interlock.bench.lab;

import com.sun.management.OperatingSystemMXBean;
import dev.interlock.bench.figure.Machine;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;

/** What this machine says of itself. */
public final class Machines {

    private static final int MEBIBYTE_BITS = 20;

    private Machines() {}

    public static Machine here(Server server) throws SQLException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize() >> MEBIBYTE_BITS,
                system.getName() + " " + system.getArch(),
                Runtime.version().toString(),
                server.version());
    }
}
