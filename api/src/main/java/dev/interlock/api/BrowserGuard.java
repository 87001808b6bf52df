// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.interlock.api.problem.ProblemDetails;
import dev.interlock.api.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages of others away. As long as there is no authentication, being on this machine is what lets a caller in,
 * and the browser of whoever works here is on this machine: any page in it could roll a migration back.
 *
 * <p>A page of another origin names it in {@code Origin}. One whose own name has been pointed at this machine has an
 * origin that fits, and a {@code Host} that is none of ours.
 */
final class BrowserGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    private final boolean onLoopbackOnly;
    private final transient ObjectMapper json;

    BrowserGuard(boolean onLoopbackOnly, ObjectMapper json) {
        this.onLoopbackOnly = onLoopbackOnly;
        this.json = json;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        if (onLoopbackOnly && !LOOPBACK.matcher(host).matches()) {
            refuse(response, "this server is for this machine only, and is not called " + host);
            return;
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !host.equals(authority(origin))) {
            refuse(response, "the page comes from " + origin + ", which is not this server");
            return;
        }
        chain.doFilter(request, response);
    }

    private static @Nullable String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? null : authority.toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private void refuse(HttpServletResponse response, String why) throws IOException {
        ProblemDetails problem = ProblemDetails.of(ProblemType.FOREIGN_ORIGIN, why);
        response.setStatus(problem.status());
        response.setContentType(ProblemDetails.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
