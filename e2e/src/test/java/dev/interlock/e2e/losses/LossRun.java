// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.e2e.stack.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** One migration under applications that write and faults that hit, and what was lost. */
final class LossRun {

    private static final int APPLICATIONS = 4;

    private final Servers servers;
    private final long seed;
    private final String id;
    private final PeopleTable table;
    private final Journal journal = new Journal();
    private final List<TimedFault> faults;
    private final List<Program> programs;
    private final List<Application> applications = new ArrayList<>();

    LossRun(Servers servers, long seed, List<TimedFault> faults) {
        this.servers = servers;
        this.seed = seed;
        this.faults = faults;
        id = "losses-" + seed;
        table = new PeopleTable("losses_" + seed);
        programs = IntStream.rangeClosed(1, APPLICATIONS)
                .mapToObj(number -> Program.of(seed, number))
                .toList();
    }

    LossReport run() throws Exception {
        long begun = System.nanoTime();
        List<String> findings = new ArrayList<>();
        try (Connection connection = servers.connect()) {
            table.create(connection, journal);
        }
        Nurse nurse = new Nurse(servers, id);
        try {
            open();
            servers.api().start(LossPlan.files(id, table.name()));
            nurse.start();
            FaultInjector injector = new FaultInjector(servers, id, journal);
            for (TimedFault fault : faults) {
                injector.inject(fault);
            }
            nurse.awaitApprovalAsked();
            nurse.stop();
            stopWriting();
            findings.addAll(injector.findings());
            findings.addAll(check(true));
            findings.addAll(end());
        } finally {
            nurse.stop();
            stopApplications();
        }
        applications.forEach(application -> findings.addAll(application.surprises()));
        return new LossReport(
                seed, faults, programs, journal, findings, servers.ledger().events(id), System.nanoTime() - begun);
    }

    /** Every second one goes on to the contract, the others go back. */
    private List<String> end() throws Exception {
        if (seed % 2 == 0) {
            servers.api()
                    .approve(
                            id,
                            servers.api()
                                    .migration(id)
                                    .body()
                                    .path("planSha256")
                                    .asText());
            servers.ledger().awaitPhase(id, "COMPLETED");
            return check(false);
        }
        servers.api().command(id, "rollback", "the run is over");
        servers.ledger().awaitPhase(id, "ROLLED_BACK");
        return check(true);
    }

    private void open() {
        DataSource source = servers.applicationDatabase();
        for (Program program : programs) {
            Application application = new Application(program, id, table, journal, source);
            applications.add(application);
            application.start();
        }
    }

    private void stopWriting() throws InterruptedException {
        for (Application application : applications) {
            application.stopWriting();
        }
    }

    private void stopApplications() throws InterruptedException {
        for (Application application : applications) {
            application.stop();
        }
    }

    private List<String> check(boolean oldPathExists) throws SQLException {
        try (Connection connection = servers.connect()) {
            return new Check(connection, id, table).findings(journal, oldPathExists);
        }
    }
}
