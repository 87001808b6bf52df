// SPDX-License-Identifier: Apache-2.0
package dev.interlock.demo.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private final List<String> put = new ArrayList<>();
    private final Closing closing = Closing.atExit();

    @Test
    void thingsArePutAwayInReverse() throws Exception {
        closing.open(() -> () -> put.add("first"));
        closing.open(() -> () -> put.add("second"));

        closing.close();

        assertThat(put).containsExactly("second", "first");
    }

    @Test
    void oneThingThatCannotBePutAwayKeepsNoOtherBack() throws Exception {
        closing.open(() -> () -> put.add("first"));
        closing.open(() -> () -> {
            throw new IllegalStateException("stuck");
        });

        closing.close();

        assertThat(put).containsExactly("first");
    }

    @Test
    void nothingIsOpenedAnyMoreOnceItCloses() {
        closing.close();

        assertThatThrownBy(() -> closing.open(() -> () -> put.add("late")))
                .isInstanceOf(Closing.StoppingException.class);
    }

    @Test
    void aProcessThatNobodyClosedGoesToo() throws Exception {
        Process forgotten = new ProcessBuilder("sleep", "600").start();

        closing.close();

        assertThat(forgotten.waitFor()).isNotZero();
    }

    @Test
    void theHomeGoesWithEverythingInIt() throws Exception {
        DemoHome home = closing.open(DemoHome::create);
        Path deep = home.file("a").resolve("b");
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("file"), "x");

        closing.close();

        assertThat(home.file("a")).doesNotExist();
        assertThat(home.file("a").getParent()).doesNotExist();
    }
}
