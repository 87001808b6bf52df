// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.service;

import dev.interlock.demo.shop.Shop;
import dev.interlock.demo.shop.ShopFacts;
import dev.interlock.demo.stack.ShopTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code interlock shop CONFIG}: serves requests and says every ten seconds what has happened. */
@Command(
        name = "shop",
        mixinStandardHelpOptions = true,
        description = "Runs the demo shop against a database, until it is stopped.")
public final class ShopCommand implements Callable<Integer> {

    private static final int TELL_EVERY_SECONDS = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CONFIG", description = "A YAML file such as deploy/shop.yml.")
    private Path configuration = Path.of("shop.yml");

    @Override
    public Integer call() throws Exception {
        if (!Files.isReadable(configuration)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + configuration);
        }
        ShopFile file = ShopFile.read(configuration);
        ShopTables.ensure(file.asOwner(), file.user());
        CountDownLatch stopping = new CountDownLatch(1);
        try (Shop shop = new Shop(file.asApplication())) {
            Runtime.getRuntime().addShutdownHook(new Thread(stopping::countDown, "shop-stop"));
            shop.start();
            while (!stopping.await(TELL_EVERY_SECONDS, TimeUnit.SECONDS)) {
                tell(shop.facts());
            }
        }
        return 0;
    }

    private void tell(ShopFacts facts) {
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "served %,d, failed %,d, writes acknowledged %,d, longest lock wait %d ms",
                        facts.requestsServed(),
                        facts.requestsFailed(),
                        facts.writesAcknowledged(),
                        facts.longestLockWaitMs()));
        spec.commandLine().getOut().flush();
    }
}
