// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The tablespace {@code small} on a file system in memory. Only root may mount one; elsewhere the test is skipped.
 *
 * @param tables what may be on it at the end
 */
public record SmallDisk(TestMigration migration, Path folder, List<String> tables) implements AutoCloseable {

    /** @param size as {@code mount} takes it, such as {@code 6m} */
    public static SmallDisk mount(TestMigration migration, Path folder, String size, String... tables) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()),
                "a file system in memory can be mounted");
        try {
            migration.run("CREATE TABLESPACE small LOCATION '" + folder + "'");
        } catch (RuntimeException refused) {
            run("umount", folder.toString());
            throw refused;
        }
        return new SmallDisk(migration, folder, List.of(tables));
    }

    /** From here on whatever is made without a word of where is made on it. */
    public void takesWhatIsNew() {
        migration.run("ALTER DATABASE " + migration.database.name() + " SET default_tablespace = small");
    }

    public void grow(String size) {
        assertThat(run("mount", "-o", "remount,size=" + size, folder.toString()))
                .isTrue();
    }

    /** Its files go before it does, or the server, which others use, could not write a checkpoint any more. */
    @Override
    public void close() {
        migration.run("ALTER DATABASE " + migration.database.name() + " RESET default_tablespace");
        migration.run("DROP TABLE IF EXISTS " + String.join(", ", tables));
        migration.run("DROP TABLESPACE small");
        assertThat(run("umount", folder.toString())).isTrue();
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
