// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import com.codahale.metrics.health.HealthCheckRegistry;
import dev.interlock.activities.archive.ArchiveKeeper;
import dev.interlock.activities.ledger.ConnectionSource;
import dev.interlock.activities.ledger.Database;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.worker.archive.ArchiveLoop;
import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.boot.BootWait;
import dev.interlock.worker.boot.DatabaseCheck;
import dev.interlock.worker.boot.TemporalCheck;
import dev.interlock.worker.boot.TemporalLink;
import dev.interlock.worker.config.DatabaseSettings;
import dev.interlock.worker.config.WorkerConfiguration;
import dev.interlock.worker.health.HealthResource;
import dev.interlock.worker.health.KillListenerHealth;
import dev.interlock.worker.health.ProblemHealth;
import dev.interlock.worker.health.TemporalHealth;
import dev.interlock.worker.kill.KillListener;
import dev.interlock.worker.kill.WorkflowKillSink;
import dev.interlock.worker.metrics.BackfillGauges;
import dev.interlock.worker.metrics.GuardrailGauges;
import dev.interlock.worker.metrics.LockMetrics;
import dev.interlock.worker.metrics.MetricsResource;
import dev.interlock.worker.metrics.MigrationGauges;
import dev.interlock.worker.metrics.ProcessMetrics;
import dev.interlock.worker.run.Registrations;
import dev.interlock.worker.run.TemporalWorkers;
import io.dropwizard.core.setup.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the process by hand, after every check has passed. */
final class WorkerAssembly {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerAssembly.class);

    private final WorkerConfiguration configuration;
    private final Environment environment;

    WorkerAssembly(WorkerConfiguration configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    void assemble() throws BootRefused {
        if (configuration.allowUnauthenticatedBind()) {
            LOG.warn("allowUnauthenticatedBind is set: whoever reaches this port is let in without being asked");
        }
        ProcessMetrics metrics = new ProcessMetrics();
        metrics.addJvm();
        List<String> problems =
                new ArrayList<>(BootWait.of(configuration.waitAtBoot()).until(this::databaseProblems));
        TemporalLink link = connected(metrics, problems);
        try {
            wire(link, metrics);
        } catch (BootRefused | RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private List<String> databaseProblems() {
        return configuration.databases().entrySet().stream()
                .flatMap(entry -> new DatabaseCheck(entry.getKey(), entry.getValue()).problems().stream())
                .toList();
    }

    /** The link, when neither Temporal nor an earlier check has a problem. */
    private TemporalLink connected(ProcessMetrics metrics, List<String> problems) throws BootRefused {
        TemporalLink link;
        try {
            link = TemporalLink.connect(configuration.temporal(), metrics.temporalScope());
        } catch (BootRefused e) {
            problems.addAll(e.problems());
            throw new BootRefused(problems);
        }
        problems.addAll(new TemporalCheck(link).problems());
        if (!problems.isEmpty()) {
            link.close();
            throw new BootRefused(problems);
        }
        return link;
    }

    private void wire(TemporalLink link, ProcessMetrics metrics) throws BootRefused {
        MetricSources sources = OutsideSources.of(configuration);
        Ledgers ledgers = Ledgers.of(configuration.databases());
        ledgers.install();
        new MigrationGauges(ledgers.connections()).register(metrics.registry());
        new GuardrailGauges(ledgers.connections()).register(metrics.registry());
        new BackfillGauges(ledgers.connections()).register(metrics.registry());
        new LockMetrics(ledgers.connections()).register(metrics.registry());
        environment.jersey().register(new MetricsResource(metrics.registry()));
        environment.jersey().register(new HealthResource(environment.healthChecks()));
        addTemporalHealth(link);
        // Stopped in reverse: the listeners, then the workers, which close the link, and the connections last.
        environment.lifecycle().manage(ledgers);
        environment.lifecycle().manage(new TemporalWorkers(link, new Registrations(ledgers.databases(), sources)));
        ledgers.connections().forEach((name, connections) -> addDatabase(name, connections, link));
        ledgers.databases().all().forEach(this::addArchives);
    }

    private void addArchives(Database database) {
        CountDownLatch stopping = new CountDownLatch(1);
        ArchiveKeeper keeper = new ArchiveKeeper(database, () -> stopping.getCount() == 0);
        environment.lifecycle().manage(new ArchiveLoop(database.name(), keeper::look, stopping));
    }

    private void addTemporalHealth(TemporalLink link) {
        HealthCheckRegistry checks = environment.healthChecks();
        checks.register("temporal", new TemporalHealth(link));
        checks.register("namespace", new ProblemHealth(new TemporalCheck(link)::namespaceProblems));
    }

    private void addDatabase(String name, ConnectionSource connections, TemporalLink link) {
        KillListener listener = new KillListener(name, connections, new WorkflowKillSink(link.client()));
        environment.lifecycle().manage(listener);
        HealthCheckRegistry checks = environment.healthChecks();
        DatabaseSettings settings =
                Objects.requireNonNull(configuration.databases().get(name), "no settings of database " + name);
        DatabaseCheck check = new DatabaseCheck(name, settings);
        checks.register("database-" + name, new ProblemHealth(check::problems));
        checks.register("kill-listener-" + name, new KillListenerHealth(listener));
    }
}
