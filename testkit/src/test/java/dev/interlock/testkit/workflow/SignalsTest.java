// SPDX-License-Identifier: Apache-2.0
package dev.interlock.testkit.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.interlock.domain.lifecycle.Note;
import dev.interlock.domain.lifecycle.PhaseName;
import dev.interlock.testkit.FakeWorld;
import dev.interlock.testkit.MigrationScenario;
import dev.interlock.testkit.SamplePolicy;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.RawValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private final FakeWorld world = new FakeWorld(SamplePolicy.seldomLooking());
    private final MigrationScenario migration = Ways.at("SOAKING", world);

    @AfterEach
    void close() {
        migration.close();
    }

    @Test
    void whatIsNoMessageIsRefusedOnRecord() {
        refuses("pause", 42, "the message is not");
        refuses("pause", List.of("a", "b"), "the message is not");
        refuses("pause", Map.of("actor", Map.of("name", "otto")), "the message is not");
        refuses("pause", true, "the message is not");
    }

    @Test
    void whatIsNoJsonIsRefusedOnRecord() {
        Payload noJson = Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8("{\"actor\": otto"))
                .build();

        refuses("pause", new RawValue(noJson), "the message is not");
    }

    @Test
    void commandWithoutTheFieldThatItNeedsIsRefusedOnRecord() {
        refuses("approve", null, "`plan` is missing");
        refuses("approve", "I like it", "`plan` is missing");
        refuses("extend", null, "`for` is missing");
        refuses("extend", Map.of("for", "a while"), "`for` is missing or no duration");
        refuses("extend", Map.of("for", "PT9000000000000000S"), "at most 3650d");
        refuses("throttle", null, "`rate` is missing");
        refuses("throttle", Map.of("rate", "slow"), "`rate` is missing or no whole number of rows a second");
        refuses("throttle", Map.of("rate", 0), "`rate` is missing or no whole number of rows a second");
    }

    @Test
    void misspeltSignalIsRefusedOnRecord() {
        refuses("puase", Map.of("actor", "otto"), "there is no signal puase");
        refuses("pau\0se", Map.of("actor", "otto"), "there is no signal pau\uFFFDse");
        refuses("thottle", Map.of("rate", "max"), "there is no signal thottle");
    }

    @Test
    void rubbishNeverBlocksWhatComesAfterIt() {
        migration.signals("pause", 42).signals("no-such-signal", List.of()).signals("extend", Map.of("for", -1));

        migration.signals("pause", Map.of("actor", "otto"));

        assertThat(migration.status().hold()).isEqualTo("paused by otto");
    }

    @Test
    void longRubbishIsShownShortened() {
        refuses("pause", List.of("x".repeat(5_000)), "the message is not");

        assertThat(last().text()).hasSizeLessThan(300);
    }

    @Test
    void bareStringIsTheReason() {
        migration.signals("pause", "deploy freeze");

        assertThat(migration.status().hold()).isEqualTo("paused by somebody: deploy freeze");
    }

    @Test
    void nullAndNoBodyAreLegal() {
        migration.signals("pause", (Object) null);
        assertThat(migration.status().holdKind()).isEqualTo("PAUSE");

        migration.signals("resume");

        assertThat(migration.status().holdKind()).isNull();
    }

    @Test
    void unknownFieldIsIgnored() {
        migration.signals("pause", Map.of("actor", "otto", "ticket", "OPS-7"));

        assertThat(migration.status().hold()).isEqualTo("paused by otto");
    }

    @Test
    void signalWithAnIdThatWasTakenBeforeIsNoCommand() {
        migration.signals("extend", Map.of("for", "1h", "commandId", "c-1"));
        var once = migration.status();

        migration.signals("extend", Map.of("for", "1h", "commandId", "c-1"));

        assertThat(migration.status()).isEqualTo(once);
    }

    @Test
    void charactersThatNoDatabaseKeepsAreReplacedInWhatGoesOnRecord() {
        migration.signals("pause", Map.of("actor", "ot\0to", "reason", "lunch\r\nbreak\0 \u001B[2J"));

        assertThat(migration.status().hold()).isEqualTo("paused by ot\uFFFDto: lunch break\uFFFD \uFFFD[2J");
        assertThat(migration.timeline())
                .allSatisfy(note -> assertThat(note.actor() + note.text()).doesNotContainPattern("\\p{Cc}"));
    }

    @Test
    void rubbishThatNoDatabaseKeepsIsRefusedOnRecord() {
        refuses("pause", List.of("a\0b"), "nor a string: [a\uFFFDb]");
    }

    @Test
    void endlessReasonIsCutWhereEverybodySees() {
        migration.signals("rollback", Map.of("actor", "otto", "reason", "x".repeat(100_000)));

        migration.reaches(PhaseName.ROLLING_BACK);

        assertThat(migration.timeline())
                .extracting(Note::text)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("rollback (xxx")
                        .contains("x…)")
                        .hasSizeLessThan(2_100));
    }

    private void refuses(String verb, @Nullable Object body, String words) {
        var before = migration.status();

        migration.signals(verb, body);

        assertThat(migration.status()).isEqualTo(before);
        assertThat(last().kind()).isEqualTo(Note.Kind.REFUSED);
        assertThat(last().text())
                .startsWith(verb.replace('\0', '\uFFFD'))
                .contains("refused: ")
                .contains(words);
    }

    private Note last() {
        List<Note> notes = migration.timeline();
        return notes.get(notes.size() - 1);
    }
}
