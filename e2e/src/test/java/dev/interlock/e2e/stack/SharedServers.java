// SPDX-License-Identifier: Apache-2.0
package dev.interlock.e2e.stack;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every test that asks for {@link Servers} the same ones: started with the first, put away after the last. */
public final class SharedServers implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType().equals(Servers.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        // The store closes what can be closed when the whole run is over.
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Servers.class, ignored -> start(), Servers.class);
    }

    private static Servers start() {
        try {
            return Servers.start();
        } catch (Exception e) {
            throw new ParameterResolutionException("the servers do not start", e);
        }
    }
}
