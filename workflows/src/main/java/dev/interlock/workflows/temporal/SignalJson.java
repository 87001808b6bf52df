// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows.temporal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.lang.reflect.Type;

/**
 * JSON in which a signal's body that is none at all becomes {@link Unreadable}: the worker would drop the signal and tell
 * nobody. Signals are the only ones that take any {@code Object}.
 */
final class SignalJson extends JacksonJsonPayloadConverter {

    SignalJson(ObjectMapper mapper) {
        super(mapper);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromData(Payload content, Class<T> valueClass, Type valueType) throws DataConverterException {
        try {
            return super.fromData(content, valueClass, valueType);
        } catch (DataConverterException noJson) {
            if (valueClass != Object.class) {
                throw noJson;
            }
            return (T) new Unreadable(content.getData().toStringUtf8());
        }
    }
}
