// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An address that the worker is to call over HTTP. */
record HttpAddress(String key, String url) {

    private static final String LOOPBACK = "localhost|\\[::1]|127(\\.\\d{1,3}){3}";

    /** @param secret whether one is sent there */
    List<String> problems(boolean secret) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return List.of(key + " is no address: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
            String is = url.contains("@") ? " is no address" : " is '" + url + "'"; // a password may stand before the @
            return List.of(key + is + "; write http://host:port or https://host:port");
        }
        List<String> problems = new ArrayList<>();
        if (uri.getUserInfo() != null) {
            problems.add(key + " carries a user; write it under its own key, and its secret into a file");
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            problems.add(key + " has more than host, port and path");
        }
        if (secret && scheme.equals("http") && !uri.getHost().matches(LOOPBACK)) {
            problems.add(key + " is http, so the secret would travel in the clear; write https://");
        }
        return problems;
    }
}
