// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api.metrics;

import com.google.common.collect.Lists;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;

/** The template that a request's path has matched. */
final class RestPaths {

    private static final String UNMATCHED = "(none)";

    private RestPaths() {}

    /** {@code /api/v1/migrations/{database}/{id}}. */
    static String template(ExtendedUriInfo uri) {
        String template = Lists.reverse(uri.getMatchedTemplates()).stream()
                .map(UriTemplate::getTemplate)
                .collect(Collectors.joining());
        return template.isEmpty() ? UNMATCHED : template.replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }
}
