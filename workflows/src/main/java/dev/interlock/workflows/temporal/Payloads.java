// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;

/** How values travel through Temporal: JSON in which an unknown property is ignored, so that a deploy can go back. */
public final class Payloads {

    private Payloads() {}

    public static ObjectMapper mapper() {
        return JacksonJsonPayloadConverter.newDefaultObjectMapper()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** The converter for every client and worker. */
    public static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance().withPayloadConverterOverrides(new SignalJson(mapper()));
    }
}
