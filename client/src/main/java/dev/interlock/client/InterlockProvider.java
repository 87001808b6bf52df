// SPDX-License-Identifier: Apache-2.0
package dev.interlock.client;

import dev.interlock.client.flag.HeldFlag;
import dev.interlock.client.flag.TrackedFlag;
import dev.interlock.domain.flag.FlagRule;
import dev.interlock.domain.flag.Variant;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.ImmutableMetadata;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags of one {@link InterlockClient} for OpenFeature: as a boolean, true is the new path; as a string, {@code old} or
 * {@code new}; as anything else a type mismatch. Answers from memory and never throws.
 */
public final class InterlockProvider extends EventProvider {

    private static final Metadata METADATA = () -> "interlock";

    private final Map<String, TrackedFlag> flags;

    InterlockProvider(Map<String, TrackedFlag> flags) {
        this.flags = flags;
    }

    @Override
    public Metadata getMetadata() {
        return METADATA;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, @Nullable EvaluationContext context) {
        TrackedFlag flag = flags.get(key);
        if (flag == null) {
            return notFound(key, defaultValue);
        }
        Variant variant = flag.evaluate(targetingKey(context));
        return answer(variant == Variant.NEW, variant, flag.held(), context);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(
            String key, String defaultValue, @Nullable EvaluationContext context) {
        TrackedFlag flag = flags.get(key);
        if (flag == null) {
            return notFound(key, defaultValue);
        }
        Variant variant = flag.evaluate(targetingKey(context));
        return answer(variant.wireName(), variant, flag.held(), context);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, @Nullable EvaluationContext context) {
        return mismatch(key, defaultValue);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(
            String key, Double defaultValue, @Nullable EvaluationContext context) {
        return mismatch(key, defaultValue);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(
            String key, Value defaultValue, @Nullable EvaluationContext context) {
        return mismatch(key, defaultValue);
    }

    void announce(HeldFlag held) {
        emitProviderConfigurationChanged(ProviderEventDetails.builder()
                .flagsChanged(List.of(held.rule().key()))
                .build());
    }

    private static @Nullable String targetingKey(@Nullable EvaluationContext context) {
        return context == null ? null : context.getTargetingKey();
    }

    private static <T> ProviderEvaluation<T> answer(
            T value, Variant variant, HeldFlag held, @Nullable EvaluationContext context) {
        return ProviderEvaluation.<T>builder()
                .value(value)
                .variant(variant.wireName())
                .reason(reason(held, context).name())
                .flagMetadata(ImmutableMetadata.builder()
                        .addLong("version", held.version())
                        .build())
                .build();
    }

    private static Reason reason(HeldFlag held, @Nullable EvaluationContext context) {
        if (!held.isKnown()) {
            return Reason.DEFAULT;
        }
        if (held.rule().isFixed()) {
            return Reason.STATIC;
        }
        return FlagRule.isNoKey(targetingKey(context)) ? Reason.DEFAULT : Reason.SPLIT;
    }

    private static <T> ProviderEvaluation<T> notFound(String key, T defaultValue) {
        return error(defaultValue, ErrorCode.FLAG_NOT_FOUND, "this client does not carry a flag " + key);
    }

    private <T> ProviderEvaluation<T> mismatch(String key, T defaultValue) {
        if (!flags.containsKey(key)) {
            return notFound(key, defaultValue);
        }
        return error(defaultValue, ErrorCode.TYPE_MISMATCH, key + " is a boolean, or a string old or new");
    }

    private static <T> ProviderEvaluation<T> error(T defaultValue, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(defaultValue)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
