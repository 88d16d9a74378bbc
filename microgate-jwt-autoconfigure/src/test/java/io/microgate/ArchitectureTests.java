package io.microgate;

import java.util.Optional;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the arrows between the rooms, and a few rules of style that a machine can hold.
 */
@AnalyzeClasses(packages = "io.microgate", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule arrowsPointDown = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("spec")
		.definedBy("io.microgate.spec")
		.layer("match")
		.definedBy("io.microgate.match")
		.layer("jwks")
		.definedBy("io.microgate.jwks")
		.layer("jwt")
		.definedBy("io.microgate.jwt")
		.layer("policy")
		.definedBy("io.microgate.policy")
		.layer("route")
		.definedBy("io.microgate.route")
		.layer("coverage")
		.definedBy("io.microgate.coverage..")
		.layer("servlet")
		.definedBy("io.microgate.servlet")
		.layer("reactive")
		.definedBy("io.microgate.reactive")
		.layer("actuate")
		.definedBy("io.microgate.actuate")
		.layer("manifest")
		.definedBy("io.microgate.manifest")
		.layer("configuration")
		.definedBy("io.microgate.configuration")
		.layer("running")
		.definedBy("io.microgate.running")
		.layer("autoconfigure")
		.definedBy("io.microgate.autoconfigure")
		.whereLayer("autoconfigure")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("running")
		.mayOnlyBeAccessedByLayers("actuate", "autoconfigure")
		.whereLayer("configuration")
		.mayOnlyBeAccessedByLayers("running", "actuate", "autoconfigure")
		.whereLayer("manifest")
		.mayOnlyBeAccessedByLayers("configuration", "running")
		.whereLayer("manifest")
		.mayNotAccessAnyLayer()
		.whereLayer("actuate")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("coverage")
		.mayOnlyBeAccessedByLayers("configuration", "actuate", "autoconfigure")
		.whereLayer("servlet")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("reactive")
		.mayOnlyBeAccessedByLayers("autoconfigure")
		.whereLayer("route")
		.mayOnlyBeAccessedByLayers("coverage", "servlet", "reactive", "actuate", "configuration", "running",
				"autoconfigure")
		.whereLayer("policy")
		.mayOnlyBeAccessedByLayers("route", "coverage", "servlet", "reactive", "actuate", "configuration", "running",
				"autoconfigure")
		.whereLayer("jwt")
		.mayOnlyBeAccessedByLayers("policy", "route", "servlet", "reactive", "actuate", "configuration", "running",
				"autoconfigure")
		.whereLayer("jwks")
		.mayOnlyBeAccessedByLayers("jwt", "policy", "route", "servlet", "reactive", "actuate", "configuration",
				"running", "autoconfigure");

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("io.microgate.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule engineKnowsNoWebStack = noClasses().that()
		.resideInAnyPackage("io.microgate.spec", "io.microgate.match", "io.microgate.jwks", "io.microgate.jwt",
				"io.microgate.policy", "io.microgate.route", "io.microgate.coverage", "io.microgate.manifest")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.security.web..",
				"org.springframework.web.reactive..", "org.springframework.web.server..",
				"org.springframework.web.servlet..", "reactor..");

	@ArchTest
	static final ArchRule autoConfigurationsAreFinalWithoutPublicMembers = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould(haveNoPublicMethods());

	@ArchTest
	static final ArchRule configurationsAreNotPublic = classes().that()
		.areAnnotatedWith(Configuration.class)
		.and()
		.areNotAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule caseIsChangedWithALocale = noClasses().should()
		.callMethod(String.class, "toLowerCase")
		.orShould()
		.callMethod(String.class, "toUpperCase");

	@ArchTest
	static final ArchRule nothingIsHeldInAnOptional = fields().should().notHaveRawType(Optional.class);

	@ArchTest
	static final ArchRule nobodySleepsOrPrints = noClasses().should()
		.callMethod(Thread.class, "sleep", long.class)
		.orShould()
		.accessField(System.class, "out")
		.orShould()
		.callMethod(Throwable.class, "printStackTrace");

	@ArchTest
	static final ArchRule classesAreFinal = classes().that()
		.areTopLevelClasses()
		.and()
		.areNotInterfaces()
		.and()
		.haveSimpleNameNotEndingWith("FailureAnalyzer")
		.and()
		.doNotHaveModifier(JavaModifier.ABSTRACT)
		.and(new DescribedPredicate<>("are no package-info") {

			@Override
			public boolean test(JavaClass candidate) {
				return !candidate.getSimpleName().equals("package-info");
			}

		})
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	static void everyPackageIsNullMarked(JavaClasses classes) {
		classes().should(new ArchCondition<>("be in a package that is @NullMarked") {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(item, marked, item.getPackageName() + " is not @NullMarked"));
			}

		}).check(classes);
	}

	private static ArchCondition<JavaClass> haveNoPublicMethods() {
		return new ArchCondition<>("have no public methods") {

			@Override
			public void check(JavaClass item, ConditionEvents events) {
				for (JavaMethod method : item.getMethods()) {
					boolean isPublic = method.getModifiers().contains(JavaModifier.PUBLIC);
					events.add(new SimpleConditionEvent(method, !isPublic, method.getFullName()));
				}
			}

		};
	}

}
