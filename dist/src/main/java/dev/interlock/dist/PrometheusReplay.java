// SPDX-License-Identifier: Apache-2.0
package dev.interlock.dist;

import dev.interlock.activities.replay.GuardrailReplay;
import dev.interlock.activities.replay.ReplayStopped;
import dev.interlock.activities.source.MetricSources;
import dev.interlock.cli.http.UnreachableException;
import dev.interlock.cli.replay.ReplayRefused;
import dev.interlock.cli.replay.Replayer;
import dev.interlock.domain.replay.ReplayReport;
import dev.interlock.worker.PrometheusAccess;
import dev.interlock.worker.boot.BootRefused;
import java.io.IOException;
import java.util.function.LongConsumer;

/** Replays with the worker's own way to Prometheus. */
final class PrometheusReplay implements Replayer {

    @Override
    public ReplayReport replay(Request request, LongConsumer progress) throws ReplayRefused, IOException {
        try {
            MetricSources sources = sources(request.where());
            return new GuardrailReplay(sources.prometheus().orElseThrow(), sources.window())
                    .run(request.plan(), request.percent(), request.looks(), progress::accept);
        } catch (BootRefused wrong) {
            throw ReplayRefused.wrongUsage(String.valueOf(wrong.getMessage()));
        } catch (ReplayStopped stopped) {
            if (stopped.isUnreachable()) {
                throw new UnreachableException(String.valueOf(stopped.getMessage()), stopped);
            }
            throw ReplayRefused.no(String.valueOf(stopped.getMessage()));
        }
    }

    private static MetricSources sources(Where where) throws BootRefused, IOException {
        if (where instanceof Where.Configuration configuration) {
            return PrometheusAccess.of(configuration.file());
        }
        Where.Address address = (Where.Address) where;
        return PrometheusAccess.at(address.url(), address.window());
    }
}
