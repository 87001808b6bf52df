// SPDX-License-Identifier: Apache-2.0
package dev.interlock.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.interlock.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule commandLineSeesNeitherWorkflowsNorActivities = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.temporal..",
                    "dev.interlock.workflows..",
                    "dev.interlock.activities..",
                    "dev.interlock.worker..",
                    "dev.interlock.api..");

    @ArchTest
    static final ArchRule textIsAPureFunctionOfJson = noClasses()
            .that()
            .resideInAPackage("dev.interlock.cli.text")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net..", "java.sql..", "java.nio.file..", "picocli..");
}
