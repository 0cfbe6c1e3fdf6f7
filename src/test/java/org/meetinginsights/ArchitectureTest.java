package org.meetinginsights;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may depend on which. Every arrow points inwards. */
@AnalyzeClasses(packages = "org.meetinginsights", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OURS = "org.meetinginsights..";
    private static final String CORE = "org.meetinginsights.idempotency";
    private static final String[] INSIDE_THE_CORE = {
        CORE + ".key", CORE + ".envelope", CORE + ".erasure", CORE + ".store", CORE + ".flight"
    };
    private static final String HAZELCAST = "org.meetinginsights.idempotency.hazelcast..";
    private static final String HAZELCAST_STORE = "org.meetinginsights.idempotency.hazelcast";
    private static final String HAZELCAST_CONNECTION = HAZELCAST_STORE + ".connection";
    private static final String HAZELCAST_ERASURE = HAZELCAST_STORE + ".erasure";
    private static final String LOCAL = "org.meetinginsights.idempotency.local..";
    private static final String MEETING = "org.meetinginsights.meeting";
    private static final String OPENAI = MEETING + ".openai..";
    private static final String OFFLINE = MEETING + ".offline..";
    private static final String MODEL_LISTENER = MEETING + ".openai.chat.ModelCallListener";
    private static final String SECURITY = "org.meetinginsights.security";
    private static final String LANGUAGE = MEETING + ".offline.language..";
    private static final String CONFIGURATION = "org.meetinginsights.configuration..";

    @ArchTest
    static final ArchRule theCoreIsPlainJava = classes()
            .that()
            .resideInAnyPackage(core())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(core("java..", "javax.crypto.."));

    @ArchTest
    static final ArchRule theSubpackagesOfTheCoreDoNotKnowTheExecution = noClasses()
            .that()
            .resideInAnyPackage(INSIDE_THE_CORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CORE);

    @ArchTest
    static final ArchRule theStoresKnowTheCoreAndTheirTechnologyOnly = classes()
            .that()
            .resideInAnyPackage(HAZELCAST, LOCAL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(core(
                    HAZELCAST,
                    LOCAL,
                    "java..",
                    "com.hazelcast..",
                    "com.github.benmanes.caffeine..",
                    "io.github.bucket4j..",
                    "org.jspecify.."));

    @ArchTest
    static final ArchRule theSharedStoreDoesNotKnowTheNearCache = noClasses()
            .that()
            .resideInAPackage(HAZELCAST)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LOCAL);

    @ArchTest
    static final ArchRule whatTheSharedStoreStandsOnDoesNotKnowIt = noClasses()
            .that()
            .resideInAnyPackage(HAZELCAST_CONNECTION, HAZELCAST_ERASURE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HAZELCAST_STORE);

    @ArchTest
    static final ArchRule theWayToHazelcastKnowsNothingOfErasures = noClasses()
            .that()
            .resideInAPackage(HAZELCAST_CONNECTION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(HAZELCAST_ERASURE);

    @ArchTest
    static final ArchRule hazelcastIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(HAZELCAST)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hazelcast..");

    @ArchTest
    static final ArchRule caffeineIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes.caffeine..");

    @ArchTest
    static final ArchRule bucket4jIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.bucket4j..");

    @ArchTest
    static final ArchRule openAiIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(OPENAI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.openai..", "okhttp3..", "okio..");

    @ArchTest
    static final ArchRule luceneIsInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage(LANGUAGE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule keysAreComparedInConstantTime = classes()
            .that()
            .haveFullyQualifiedName(SECURITY + ".ApiKey")
            .should()
            .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class);

    /** These compare bytes until the first difference, or turn them into strings. */
    @ArchTest
    static final ArchRule keysAreComparedInNoOtherWay = noClasses()
            .that()
            .resideInAPackage(SECURITY)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Arrays.class, ByteBuffer.class, HexFormat.class, Base64.class, BigInteger.class);

    @ArchTest
    static final ArchRule nobodyKnowsTheConfiguration = noClasses()
            .that()
            .resideOutsideOfPackage(CONFIGURATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONFIGURATION);

    /** Metrics may implement the listener of the model's analyst. */
    @ArchTest
    static final ArchRule onlyTheConfigurationChoosesAnAnalyst = noClasses()
            .that()
            .resideOutsideOfPackages(OPENAI, OFFLINE, CONFIGURATION)
            .should()
            .dependOnClassesThat(resideInAnyPackage(OPENAI, OFFLINE).and(not(nameStartingWith(MODEL_LISTENER))));

    @ArchTest
    static final ArchRule theAnalystsDoNotKnowEachOther =
            slices().matching(MEETING + ".(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule theFeatureDoesNotKnowItsAnalysts = noClasses()
            .that()
            .resideInAnyPackage(MEETING, MEETING + ".validation")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OPENAI, OFFLINE);

    @ArchTest
    static final ArchRule theConstraintsDoNotKnowTheFeature = noClasses()
            .that()
            .resideInAPackage(MEETING + ".validation")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MEETING);

    @ArchTest
    static final ArchRule noPackageBelowAnAnalystKnowsTheAnalyst = noClasses()
            .that()
            .resideInAnyPackage(MEETING + ".openai.*..", MEETING + ".offline.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MEETING + ".openai", MEETING + ".offline");

    @ArchTest
    static final ArchRule noPackageOfTheOpenAiAnalystIsInACircle =
            slices().matching(MEETING + ".openai.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noPackageOfTheOfflineAnalystIsInACircle =
            slices().matching(MEETING + ".offline.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theAnalystsKnowNothingOfHttpOrTheServer = noClasses()
            .that()
            .resideInAnyPackage(OPENAI, OFFLINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.meetinginsights.http..",
                    "org.meetinginsights.observability..",
                    "jakarta.ws.rs..",
                    "jakarta.enterprise..");

    @ArchTest
    static final ArchRule theHttpPackagesKnowNoFeature = noClasses()
            .that()
            .resideInAPackage("org.meetinginsights.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.meetinginsights.meeting..", "org.meetinginsights.observability..");

    @ArchTest
    static final ArchRule onlyTheConfigurationKnowsTheObservers = noClasses()
            .that()
            .resideOutsideOfPackages("org.meetinginsights.observability..", CONFIGURATION)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.meetinginsights.observability..");

    @ArchTest
    static final ArchRule noPartIsInACircle =
            slices().matching("org.meetinginsights.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noPackageIsInACircle =
            slices().matching("org.meetinginsights.(**)").should().beFreeOfCycles();

    @ArchTest
    static void noPackageHasMoreThanTwentyClasses(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(sizes).isNotEmpty();
        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(20));
    }

    @ArchTest
    static final ArchRule namesSayWhatSomethingDoes = noClasses()
            .that()
            .resideInAPackage(OURS)
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Common)(\\$.*)?");

    @ArchTest
    static final ArchRule logsAreWrittenThroughThePlatformsOwnLogger = noFields()
            .that()
            .areNotDeclaredIn("org.meetinginsights.observability.log.EventLog")
            .should()
            .haveRawType(Logger.class)
            .orShould()
            .haveRawType("org.slf4j.Logger");

    @ArchTest
    static final ArchRule nobodyWritesToTheConsole =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    /** A pause is too long on a fast machine and too short on a slow one. */
    @Test
    void neitherCodeNorTestsSleep() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).content().doesNotContainPattern("\\bsleep\\("));
        }
    }

    @Test
    void everyPackageHasADescription() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();

            assertThat(packages)
                    .isNotEmpty()
                    .allSatisfy(directory -> assertThat(directory.resolve("package-info.java"))
                            .content()
                            .contains("/**"));
        }
    }

    private static String[] core(String... andOthers) {
        return Stream.of(new String[] {CORE}, INSIDE_THE_CORE, andOthers)
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }
}
