// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import java.util.List;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The lines that {@link CommandTableTest} leaves out: by far the longest test, and so one half for each fork. */
class CommandTableOtherHalfTest {

    @TestFactory
    List<DynamicContainer> everyPhaseAnswersEveryCommandAsTheTableSays() {
        return CommandTableTest.everySecondLine(1);
    }
}
