// SPDX-License-Identifier: Apache-2.0
package dev.interlock.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.interlock.api", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule apiCannotReachActivities =
            noClasses().should().dependOnClassesThat().resideInAPackage("dev.interlock.activities..");

    @ArchTest
    static final ArchRule onlyTheGatewayUsesTheWorkflowClient = noClasses()
            .that()
            .resideOutsideOfPackage("dev.interlock.api.gateway..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.temporal.client.WorkflowClient");

    @ArchTest
    static final ArchRule onlyTheLedgerSpeaksSql = noClasses()
            .that()
            .resideOutsideOfPackages("dev.interlock.api.ledger..", "dev.interlock.api.health..", "dev.interlock.api")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.sql\\.(Connection|Statement|PreparedStatement|ResultSet)");

    @ArchTest
    static final ArchRule whatIsCommandedIsNotALedgerWrite = classes()
            .that()
            .haveSimpleNameEndingWith("Row")
            .should()
            .beRecords()
            .andShould()
            .resideInAPackage("dev.interlock.api.ledger");
}
