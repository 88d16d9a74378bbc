package io.microgate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.jwt.TokenVerifier;
import io.microgate.reactive.ReactiveFilterChains;
import io.microgate.servlet.ServletFilterChains;
import jakarta.servlet.Filter;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.server.WebFilter;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the arrows between the rooms, and a few rules of style that a machine can hold.
 */
@AnalyzeClasses(packages = "io.microgate", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	/** A room may use those that come after it. */
	private static final List<String> ROOMS = List.of("autoconfigure", "actuate", "servlet", "reactive", "runtime",
			"configuration", "coverage", "engine", "route", "policy", "propagation", "jwt", "jwks", "tls", "revocation",
			"secret", "binding", "jose", "certificate", "decision", "request", "match", "cache", "timer", "manifest",
			"constraint");

	/** A name in the first column of a table. */
	private static final Pattern ROOM = Pattern.compile("(?:(?m)^\\| |\\G, )`([a-z]+)`");

	@ArchTest
	static void arrowsPointDown(JavaClasses classes) {
		for (int i = 1; i < ROOMS.size(); i++) {
			String[] above = ROOMS.subList(0, i).stream().map(ArchitectureTests::room).toArray(String[]::new);
			noClasses().that()
				.resideInAPackage(room(ROOMS.get(i)))
				.should()
				.dependOnClassesThat()
				.resideInAnyPackage(above)
				.check(classes);
		}
	}

	@ArchTest
	static final ArchRule servletKnowsNothingOfReactive = noClasses().that()
		.resideInAPackage("io.microgate.servlet")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.microgate.reactive");

	@ArchTest
	static final ArchRule manifestUsesNoOtherRoom = noClasses().that()
		.resideInAPackage("io.microgate.manifest")
		.should()
		.dependOnClassesThat(resideInAPackage("io.microgate..").and(not(resideInAPackage("io.microgate.manifest"))));

	@ArchTest
	static void everyClassIsInARoom(JavaClasses classes) {
		classes().should()
			.resideInAnyPackage(ROOMS.stream().map(ArchitectureTests::room).toArray(String[]::new))
			.check(classes);
	}

	@ArchTest
	static void documentationListsTheRooms(JavaClasses classes) throws IOException {
		String page = Files.readString(ProjectFiles.ROOT.resolve("docs/explanation/how-it-works.md"));
		String section = page.substring(page.indexOf("\n## Packages\n"));
		assertThat(ROOM.matcher(section).results().map((room) -> room.group(1))).containsExactlyElementsOf(ROOMS);
	}

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("io.microgate.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule engineKnowsNoWebStack = noClasses().that()
		.resideOutsideOfPackages("io.microgate.autoconfigure", "io.microgate.actuate", "io.microgate.servlet",
				"io.microgate.reactive")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.security.web..",
				"org.springframework.web.reactive..", "org.springframework.web.server..",
				"org.springframework.web.servlet..", "reactor..");

	/** Only the module for tests does. */
	@ArchTest
	static final ArchRule nothingTakesAnotherAuthenticationForAToken = noClasses().should()
		.callMethod(PolicyDecisionPoint.class, "assuming")
		.orShould()
		.callMethod(RequestDecision.class, "assume", Jwt.class)
		.orShould()
		.callMethod(ServletFilterChains.class, "beforeDecision", Filter.class)
		.orShould()
		.callMethod(ReactiveFilterChains.class, "beforeDecision", WebFilter.class);

	@ArchTest
	static final ArchRule onlyTheDecisionAsksForAnAssumedToken = noClasses().that()
		.doNotHaveFullyQualifiedName(RequestDecision.class.getName())
		.should()
		.callMethod(TokenVerifier.class, "assumed", Jwt.class);

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
	static final ArchRule nothingSleepsOrPrints = noClasses().should()
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

	private static String room(String name) {
		return "io.microgate." + name;
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
