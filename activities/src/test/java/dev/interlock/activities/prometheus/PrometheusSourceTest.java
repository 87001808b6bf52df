// SPDX-License-Identifier: Apache-2.0
package dev.interlock.activities.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.activities.http.HttpCaller;
import dev.interlock.activities.source.HttpSourceContract;
import dev.interlock.activities.source.MetricSource;
import dev.interlock.activities.source.Questions;
import dev.interlock.domain.guardrail.SourceReading;
import dev.interlock.domain.plan.Percent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PrometheusSourceTest extends HttpSourceContract {

    PrometheusSourceTest() {
        super("Prometheus");
    }

    @Override
    protected MetricSource source(HttpCaller caller) {
        return new PrometheusSource(caller);
    }

    @Override
    protected void has(double value) {
        server.answers(200, number(value));
    }

    @Override
    protected void counts(SourceReading.Arm candidate, SourceReading.Arm baseline) {
        server.answers(body -> {
            String query = URLDecoder.decode(body, StandardCharsets.UTF_8);
            SourceReading.Arm arm = query.contains("\"new\"") ? candidate : baseline;
            return number(query.contains("errors{") ? arm.errors() : arm.ended());
        });
    }

    @Override
    protected void hasNothing() {
        server.answers(200, vector(""));
    }

    @Override
    protected void hasNoNumber() {
        server.answers(200, vector("{\"metric\":{},\"value\":[1772445600.25,\"NaN\"]}"));
    }

    @Override
    protected void hasTwo() {
        String series = "{\"metric\":{\"pod\":\"a\"},\"value\":[1772445600.25,\"1\"]}";
        server.answers(200, vector(series + "," + series));
    }

    @Override
    protected void refuses() {
        server.answers(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"no such metric\"}");
    }

    @Override
    protected void isBroken() {
        server.answers(500, "{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"out of memory\"}");
    }

    @Test
    void theQueryGoesWithTheMomentThatItIsAbout() {
        has(1);
        ask();

        assertThat(server.bodies())
                .singleElement()
                .satisfies(body -> assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8))
                        .isEqualTo("query=max(rate(busy[60s]))&time=1772445600.250&timeout=20000ms"));
    }

    @Test
    void whatPrometheusRefusesIsShownInItsWords() {
        refuses();

        assertThat(ask().asSilent().why()).isEqualTo("Prometheus refuses the query: bad_data: no such metric");
    }

    @Test
    void anEmptyAnswerIsShownAsItCame() {
        hasNothing();

        assertThat(ask().asSilent().why())
                .startsWith("Prometheus has no series for the query: {\"status\":\"success\"")
                .contains("\"result\":[]");
    }

    @Test
    void aPartialAnswerIsTrouble() {
        server.answers(
                200,
                "{\"status\":\"success\",\"warnings\":[\"remote read failed\"],\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}");

        assertThat(ask())
                .isInstanceOf(SourceReading.Trouble.class)
                .extracting(reading -> reading.asSilent().why())
                .isEqualTo("Prometheus warns: remote read failed");
    }

    @Test
    void aNoteOnStyleIsNoWarning() {
        server.answers(
                200,
                "{\"status\":\"success\",\"infos\":[\"a\"],\"warnings\":[\"PromQL info: metric might not be a counter\"],"
                        + "\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"2\"]}}");

        assertThat(ask()).isInstanceOf(SourceReading.Value.class);
    }

    @Test
    void aRangeAndAHistogramAreNotOneNumber() {
        server.answers(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
        assertThat(ask()).isInstanceOf(SourceReading.Wrong.class);

        server.answers(200, vector("{\"metric\":{},\"histogram\":[1,{\"count\":\"3\"}]}"));
        assertThat(ask()).isInstanceOf(SourceReading.Wrong.class);
    }

    @Test
    void anInfinityIsNoNumber() {
        server.answers(200, vector("{\"metric\":{},\"value\":[1,\"+Inf\"]}"));

        assertThat(ask()).isInstanceOf(SourceReading.NotANumber.class);
    }

    @Test
    void somethingElseThanPrometheusIsTrouble() {
        server.answers(200, "<html>log in</html>");
        assertThat(ask()).isInstanceOf(SourceReading.Trouble.class);

        server.answers(200, "[1, 2]");
        assertThat(ask()).isInstanceOf(SourceReading.Trouble.class);
    }

    @Test
    void atZeroAndAtFullOnlyTheOnePathIsAskedFor() {
        has(7);

        SourceReading zero = answer(Questions.ofCheckout(Percent.ZERO));
        SourceReading full = answer(Questions.ofCheckout(Percent.FULL));

        SourceReading.Arm seven = new SourceReading.Arm(7, 7);
        assertThat(zero).isEqualTo(new SourceReading.Counted(zero.asked(), SourceReading.Arm.NONE, seven));
        assertThat(full).isEqualTo(new SourceReading.Counted(full.asked(), seven, SourceReading.Arm.NONE));
        assertThat(zero.asked()).isEqualTo("calls{v=\"old\"}[60s]; errors{v=\"old\"}[60s] at 2026-03-02T10:00:00.250Z");
    }

    @Test
    void errorsWithoutASeriesAreNotZeroAndItIsSaidWhatToWrite() {
        server.answers(body -> body.contains("errors") ? vector("") : number(100));

        SourceReading reading = answer(Questions.ofCheckout(Percent.of(5)));

        assertThat(reading).isInstanceOf(SourceReading.Nothing.class);
        assertThat(reading.asSilent().why())
                .startsWith("errors of variant old: Prometheus has no series for the query")
                .endsWith("where no error leaves no series, write `… or 0 * ` and the query for all calls");
    }

    @Test
    void whatIsWrongGoesBeforeWhatIsMissing() {
        server.answers(body -> URLDecoder.decode(body, StandardCharsets.UTF_8).contains("\"new\"")
                ? "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"
                : vector(""));

        assertThat(answer(Questions.ofCheckout(Percent.of(5))).asSilent().why())
                .isEqualTo("total of variant new: Prometheus refuses the query: bad_data: parse error");
    }

    private static String number(double value) {
        return vector("{\"metric\":{},\"value\":[1772445600.25,\"" + value + "\"]}");
    }

    private SourceReading ask() {
        return answer(Questions.ofSaturation());
    }

    private static String vector(String series) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + series + "]}}";
    }
}
