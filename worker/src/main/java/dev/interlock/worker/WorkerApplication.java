// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker;

import dev.interlock.worker.boot.BootRefused;
import dev.interlock.worker.config.CompleteConfigurationFactory;
import dev.interlock.worker.config.WorkerConfiguration;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** {@code interlock worker CONFIG}. Ends with code 1 and one line per problem when it cannot start. */
public final class WorkerApplication extends Application<WorkerConfiguration> {

    /** {@code server CONFIG}, as Dropwizard has it. */
    public static void main(String[] arguments) throws Exception {
        new WorkerApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "interlock-worker";
    }

    @Override
    public void initialize(Bootstrap<WorkerConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(true)));
        bootstrap.setConfigurationFactoryFactory(
                (type, validator, mapper, prefix) -> new CompleteConfigurationFactory(validator, mapper, prefix));
    }

    @Override
    protected void addDefaultCommands(Bootstrap<WorkerConfiguration> bootstrap) {
        bootstrap.addCommand(new PlainServerCommand(this));
    }

    @Override
    public void run(WorkerConfiguration configuration, Environment environment) throws BootRefused {
        new WorkerAssembly(configuration, environment).assemble();
    }
}
