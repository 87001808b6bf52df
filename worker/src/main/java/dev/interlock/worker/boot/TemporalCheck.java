// SPDX-License-Identifier: Apache-2.0
package dev.interlock.worker.boot;

import dev.interlock.workflows.temporal.InterlockAttributes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The namespace is there, and so is every search attribute, with its type. */
public final class TemporalCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TemporalCheck.class);

    private final TemporalLink link;

    public TemporalCheck(TemporalLink link) {
        this.link = link;
    }

    /** What is not as it must be, one line each. */
    public List<String> problems() {
        List<String> namespace = namespaceProblems();
        return namespace.isEmpty() ? attributeProblems() : namespace;
    }

    /** At most one. */
    public List<String> namespaceProblems() {
        String namespace = link.settings().namespace();
        try {
            link.stubs()
                    .blockingStub()
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(namespace)
                            .build());
            return List.of();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return List.of("namespace " + namespace + " does not exist at "
                        + link.settings().address() + "; create it with temporal operator namespace create -n "
                        + namespace + " --retention 90d");
            }
            return List.of("namespace " + namespace + " cannot be read: " + e.getStatus());
        }
    }

    private List<String> attributeProblems() {
        try {
            Map<String, IndexedValueType> present = link.operator()
                    .blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(link.settings().namespace())
                            .build())
                    .getCustomAttributesMap();
            return missing(present);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                LOG.info("This Temporal server cannot list search attributes (the in-process one cannot); not checked");
                return List.of();
            }
            return List.of("search attributes cannot be listed: " + e.getStatus());
        }
    }

    private List<String> missing(Map<String, IndexedValueType> present) {
        List<String> problems = new ArrayList<>();
        for (SearchAttributeKey<?> key : InterlockAttributes.ALL) {
            IndexedValueType type = present.get(key.getName());
            if (type == null) {
                problems.add("search attribute " + key.getName() + " is missing; create it with temporal operator"
                        + " search-attribute create -n " + link.settings().namespace() + " --name " + key.getName()
                        + " --type " + AttributeTypes.commandLineName(key));
            } else if (type != key.getValueType()) {
                problems.add("search attribute " + key.getName() + " is of type " + type + ", not "
                        + AttributeTypes.commandLineName(key));
            }
        }
        return problems;
    }
}
