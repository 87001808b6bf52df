// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import dev.interlock.e2e.stack.Servers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One migration under applications that write and faults that hit, and what was lost. */
final class LossRun {

    private final Servers servers;
    private final long seed;
    private final LossWorld world;
    private final List<TimedFault> faults;
    private final List<TimedFault> afterApproval;
    private final Nurse nurse;

    LossRun(Servers servers, long seed) {
        this.servers = servers;
        this.seed = seed;
        world = new LossWorld(servers, "losses-" + seed, seed);
        faults = TimedFault.beforeApproval(seed);
        afterApproval = seed % 2 == 0 ? TimedFault.afterApproval(seed) : List.of();
        nurse = new Nurse(servers, world.id());
    }

    LossReport run() throws Exception {
        long begun = System.nanoTime();
        List<String> findings = new ArrayList<>();
        try {
            world.open(LossPlan.UNTHROTTLED);
            nurse.start();
            FaultInjector injector = new FaultInjector(servers, world);
            injector.inject(faults);
            world.await(Moment.SOAKING);
            findings.addAll(world.check(true));
            world.releaseWithoutOldShapeOnNewPath();
            nurse.awaitApprovalAsked();
            findings.addAll(seed % 2 == 0 ? contract(injector) : goBack());
            findings.addAll(injector.findings());
            findings.addAll(world.surprises());
        } catch (AssertionError stuck) {
            findings.add(stuck.getMessage());
        } finally {
            nurse.stop();
            world.close();
        }
        List<String> events = servers.ledger().events(world.id());
        List<TimedFault> hit =
                Stream.concat(faults.stream(), afterApproval.stream()).toList();
        return new LossReport(
                seed, hit, world.programs(), world.journal(), findings, events, System.nanoTime() - begun);
    }

    /** Under writes and faults until it has dropped, however often it goes back before. */
    private List<String> contract(FaultInjector injector) throws Exception {
        nurse.approve();
        injector.inject(afterApproval);
        nurse.awaitCompleted();
        nurse.stop();
        world.stopWriting();
        return world.check(false);
    }

    private List<String> goBack() throws Exception {
        nurse.stop();
        world.stopWriting();
        servers.api().command(world.id(), "rollback", "the run is over");
        servers.ledger().awaitPhase(world.id(), "ROLLED_BACK");
        return world.check(true);
    }
}
