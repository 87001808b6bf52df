// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.e2e.stack.Servers;
import java.util.ArrayList;
import java.util.List;

/** One migration under applications that write and faults that hit, and what was lost. */
final class LossRun {

    private final Servers servers;
    private final long seed;
    private final LossWorld world;
    private final List<TimedFault> faults;
    private final Nurse nurse;

    LossRun(Servers servers, long seed) {
        this.servers = servers;
        this.seed = seed;
        world = new LossWorld(servers, "losses-" + seed, seed);
        faults = TimedFault.listOf(seed);
        nurse = new Nurse(servers, world.id());
    }

    LossReport run() throws Exception {
        long begun = System.nanoTime();
        List<String> findings = new ArrayList<>();
        try {
            world.open(LossPlan.UNTHROTTLED);
            nurse.start();
            FaultInjector injector = new FaultInjector(servers, world);
            for (TimedFault fault : faults) {
                injector.inject(fault);
            }
            nurse.awaitApprovalAsked();
            nurse.stop();
            world.stopWriting();
            findings.addAll(injector.findings());
            findings.addAll(world.check(true));
            findings.addAll(end());
            findings.addAll(world.surprises());
        } catch (AssertionError stuck) {
            findings.add(stuck.getMessage());
        } finally {
            nurse.stop();
            world.close();
        }
        List<String> events = servers.ledger().events(world.id());
        return new LossReport(
                seed, faults, world.programs(), world.journal(), findings, events, System.nanoTime() - begun);
    }

    /** Every second one goes on to the contract, the others go back. */
    private List<String> end() throws Exception {
        if (seed % 2 == 0) {
            String plan = servers.api()
                    .migration(world.id())
                    .body()
                    .path("planSha256")
                    .asText();
            servers.api().approve(world.id(), plan);
            servers.ledger().awaitPhase(world.id(), "COMPLETED");
            return world.check(false);
        }
        servers.api().command(world.id(), "rollback", "the run is over");
        servers.ledger().awaitPhase(world.id(), "ROLLED_BACK");
        return world.check(true);
    }
}
