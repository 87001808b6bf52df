// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.scenario;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code interlock demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Migrates a live shop: everything embedded, nothing left behind.")
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--scenario",
            defaultValue = "happy",
            converter = ToScenario.class,
            completionCandidates = Words.class,
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} when left out.")
    private Scenario scenario = Scenario.HAPPY;

    @Option(names = "--fast", description = "100,000 users instead of 1,000,000.")
    private boolean fast;

    @Option(names = "--keep", description = "Leave everything running until Ctrl-C, and say where.")
    private boolean keep;

    @Option(names = "--json", description = "End with one line of JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        CommandLine line = spec.commandLine();
        return new DemoRun(new DemoOptions(scenario, fast, keep, json), line.getOut(), line.getErr()).run();
    }

    /** The scenarios as they are written. */
    static final class Words implements Iterable<String> {

        static List<String> all() {
            return Arrays.stream(Scenario.values()).map(Scenario::word).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    /** From the word on the command line. */
    static final class ToScenario implements ITypeConverter<Scenario> {

        @Override
        public Scenario convert(String word) {
            return Arrays.stream(Scenario.values())
                    .filter(scenario -> scenario.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no scenario " + word + "; there are " + String.join(", ", Words.all())));
        }
    }
}
