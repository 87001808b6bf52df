// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import java.io.IOException;

/** What a shop tells, and the Prometheus that has asked it. */
public final class ScrapedShop implements AutoCloseable {

    private final ShopMetrics metrics;
    private final PrometheusServer prometheus;

    private ScrapedShop(ShopMetrics metrics, PrometheusServer prometheus) {
        this.metrics = metrics;
        this.prometheus = prometheus;
    }

    /** Left out, with the test, where the machine has no Prometheus. */
    public static ScrapedShop start(int port) throws Exception {
        PrometheusServer.assumeInstalled();
        ShopMetrics metrics = ShopMetrics.start();
        ScrapedShop shop = new ScrapedShop(metrics, PrometheusServer.start(port, metrics.port()));
        try {
            Waiting.until("Prometheus to have scraped", () -> shop.prometheus.has("shop_busy"));
            return shop;
        } catch (Exception | AssertionError e) {
            shop.close();
            throw e;
        }
    }

    public ShopMetrics metrics() {
        return metrics;
    }

    public PrometheusServer prometheus() {
        return prometheus;
    }

    @Override
    public void close() throws IOException {
        try {
            prometheus.close();
        } finally {
            metrics.close();
        }
    }
}
