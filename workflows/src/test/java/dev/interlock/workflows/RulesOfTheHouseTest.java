// SPDX-License-Identifier: Apache-2.0
package dev.interlock.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may not be written here, as sentences. A history is replayed weeks later: the same input must give the same commands. */
@AnalyzeClasses(packages = "dev.interlock", importOptions = ImportOption.DoNotIncludeTests.class)
class RulesOfTheHouseTest {

    private static final int LONGEST_WORKFLOW = 150;

    private static final DescribedPredicate<AccessTarget> NOW = describe(
            "the present time",
            target -> (target.getName().equals("now")
                            && target.getOwner().getPackageName().equals("java.time"))
                    || (Set.of("currentTimeMillis", "nanoTime").contains(target.getName())
                            && target.getOwner().isEquivalentTo(System.class)));

    private static final DescribedPredicate<JavaClass> THREADS = describe(
            "threads, locks and executors",
            type -> type.isEquivalentTo(Thread.class)
                    || type.getPackageName().equals("java.util.concurrent.locks")
                    || (type.getPackageName().equals("java.util.concurrent")
                            && !type.getSimpleName().equals("TimeUnit")));

    @ArchTest
    static final ArchRule domainAndWorkflowsNeverReadAClock = noClasses()
            .that()
            .resideInAnyPackage("dev.interlock.domain..", "dev.interlock.workflows..")
            .should()
            .callMethodWhere(target(NOW))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(InstantSource.class)
            .because("time is an argument, or the workflow's own");

    @ArchTest
    static final ArchRule onlyNowReadsTheWorkflowsTime = noClasses()
            .that()
            .resideInAPackage("dev.interlock.workflows..")
            .and()
            .doNotHaveSimpleName("Now")
            .should()
            .callMethod(io.temporal.workflow.Workflow.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule domainAndWorkflowsNeverReadARandomSource = noClasses()
            .that()
            .resideInAnyPackage("dev.interlock.domain..", "dev.interlock.workflows..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.random..")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(".*ThreadLocalRandom|.*SecureRandom");

    @ArchTest
    static final ArchRule domainAndWorkflowsNeverUseThreads = noClasses()
            .that()
            .resideInAnyPackage("dev.interlock.domain..", "dev.interlock.workflows..")
            .should()
            .dependOnClassesThat(THREADS);

    @ArchTest
    static final ArchRule domainAndWorkflowsNeverTouchAFileOrASocket = noClasses()
            .that()
            .resideInAnyPackage("dev.interlock.domain..", "dev.interlock.workflows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net..", "java.nio.channels..", "javax.net..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile|.*Stream|.*Reader|.*Writer)");

    @ArchTest
    static final ArchRule workflowsSeeNoDatabaseAndNoHttp = noClasses()
            .that()
            .resideInAPackage("dev.interlock.workflows..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "org.postgresql..",
                    "org.flywaydb..",
                    "java.net.http..",
                    "jakarta..",
                    "io.dropwizard..",
                    "io.grpc..");

    @ArchTest
    static final ArchRule domainSeesNothingButItselfAndAnnotations = classes()
            .that()
            .resideInAPackage("dev.interlock.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.interlock.domain..", "java..", "org.jspecify..", "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule portsSeeNoWorkflow = noClasses()
            .that()
            .resideInAPackage("dev.interlock.workflows.port..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.interlock.workflows");

    @ArchTest
    static final ArchRule nothingIsRememberedBetweenWorkflows = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("dev.interlock.domain..", "dev.interlock.workflows..")
            .and()
            .areStatic()
            .should()
            .notBeFinal();

    @Test
    void theWorkflowFitsOnAFewScreens() throws IOException {
        Path source = Path.of("src/main/java/dev/interlock/workflows/MigrationWorkflowImpl.java");

        assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(LONGEST_WORKFLOW);
    }

    @Test
    void noFileOfTheShellIsLong() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(path -> path.toString().endsWith(".java")))
                    .allSatisfy(
                            path -> assertThat(Files.readAllLines(path)).hasSizeLessThanOrEqualTo(LONGEST_WORKFLOW));
        }
    }
}
