// SPDX-License-Identifier: Apache-2.0
/**
 * Asking a server over HTTP, so that whatever it does is an answer in time. Takes no lock. Secrets are read from their files at
 * each question, so they can be exchanged while the worker runs; redirects are not followed, so they go nowhere else.
 *
 * <p>Deliberately not supported: OAuth, client certificates, proxies.
 */
@NullMarked
package dev.interlock.activities.http;

import org.jspecify.annotations.NullMarked;
