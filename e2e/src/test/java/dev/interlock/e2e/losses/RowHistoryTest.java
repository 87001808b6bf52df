// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.losses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowHistoryTest {

    private final RowHistory history = new RowHistory();

    private static Seen both(long version, String name) {
        return new Seen(version, name, name, true);
    }

    @Test
    void theLastAcknowledgedWriteIsWhatMustBeThere() {
        history.add(new Write(1, "a", Fate.ACKNOWLEDGED));
        history.add(new Write(2, "b", Fate.ACKNOWLEDGED));

        assertThat(history.findings(both(2, "b"))).isEmpty();
        assertThat(history.findings(both(1, "a"))).hasSize(1);
        assertThat(history.findings(null)).hasSize(1);
    }

    @Test
    void bothPathsMustSayTheSame() {
        history.add(new Write(1, "a", Fate.ACKNOWLEDGED));

        assertThat(history.findings(new Seen(1, "a", null, true))).hasSize(1);
        assertThat(history.findings(new Seen(1, "b", "a", true))).hasSize(1);
        assertThat(history.findings(new Seen(1, null, "a", false))).isEmpty();
    }

    @Test
    void aWriteOfUnknownFateMayBeThereOrNot() {
        history.add(new Write(1, "a", Fate.ACKNOWLEDGED));
        history.add(new Write(0, "b", Fate.UNKNOWN));
        history.add(new Write(2, "c", Fate.UNKNOWN));

        assertThat(history.findings(both(1, "a"))).isEmpty();
        assertThat(history.findings(both(2, "b"))).isEmpty();
        assertThat(history.findings(both(2, "c"))).isEmpty();
        assertThat(history.findings(both(1, "b"))).hasSize(1);
    }

    @Test
    void aWriteThatWasRolledBackMustNotBeThere() {
        history.add(new Write(1, "a", Fate.ACKNOWLEDGED));
        history.add(new Write(2, "b", Fate.ROLLED_BACK));

        assertThat(history.findings(both(2, "b"))).hasSize(1);
    }

    @Test
    void anOvertakenWriteOfUnknownFateCannotComeBack() {
        history.add(new Write(2, "b", Fate.UNKNOWN));
        history.add(new Write(2, "c", Fate.ACKNOWLEDGED));

        assertThat(history.findings(both(2, "b"))).hasSize(1);
    }

    @Test
    void twoAcknowledgedWritesCannotMakeTheSameVersion() {
        history.add(new Write(1, "a", Fate.ACKNOWLEDGED));
        history.add(new Write(1, "b", Fate.ACKNOWLEDGED));

        assertThat(history.findings(both(1, "b"))).anyMatch(finding -> finding.startsWith("two acknowledged"));
    }

    @Test
    void aDeletedRowMustBeGone() {
        history.add(new Write(1, "a", Fate.ACKNOWLEDGED));
        history.add(new Write(2, null, Fate.ACKNOWLEDGED));

        assertThat(history.findings(null)).isEmpty();
        assertThat(history.findings(both(1, "a"))).hasSize(1);
    }

    @Test
    void anInsertOfUnknownFateMayHaveMadeNoRow() {
        history.add(new Write(0, "a", Fate.UNKNOWN));

        assertThat(history.findings(null)).isEmpty();
        assertThat(history.findings(both(1, "a"))).isEmpty();
        assertThat(history.findings(both(1, "b"))).hasSize(1);
    }
}
