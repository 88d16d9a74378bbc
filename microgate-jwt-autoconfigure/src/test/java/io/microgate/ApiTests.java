package io.microgate;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the public surface: the documentation lists the types of the API, none of them
 * mentions another type of Microgate, and the package of any other public type says that
 * it is no API.
 */
@AnalyzeClasses(packages = "io.microgate", importOptions = DoNotIncludeTests.class)
class ApiTests {

	private static final Path PAGE = ProjectFiles.ROOT.resolve("docs/reference/api.md");

	/** Names of types in the first column of a table, without those of other modules. */
	private static final Pattern ROW = Pattern.compile("(?m)^\\| (`io\\.microgate\\.(?!test\\.)[^|]+) \\|");

	private static final Pattern TYPE = Pattern.compile("`([\\w.]+)`");

	private static final int MAX_TYPES = 45;

	private static final String NO_API = "Public types that the API reference does not list are for the other packages of Microgate only.";

	/** What an application has whatever it uses of Microgate. */
	private static final List<String> OTHERS = List.of("java.", "javax.", "org.springframework.", "org.jspecify.");

	private static Set<String> listed() throws IOException {
		Set<String> types = new LinkedHashSet<>();
		Matcher rows = ROW.matcher(Files.readString(PAGE));
		while (rows.find()) {
			Matcher type = TYPE.matcher(rows.group(1));
			while (type.find()) {
				types.add(type.group(1));
			}
		}
		return types;
	}

	/** As Java sources spell it. */
	private static String name(JavaClass type) {
		return type.getName().replace('$', '.');
	}

	@ArchTest
	static void listWhenReadThenIsShortAndNamesPublicTypes(JavaClasses classes) throws IOException {
		Set<String> publicTypes = new TreeSet<>();
		classes.stream().filter(ApiTests::isPublic).forEach((type) -> publicTypes.add(name(type)));
		assertThat(listed()).hasSizeBetween(20, MAX_TYPES).isSubsetOf(publicTypes);
	}

	@ArchTest
	static void listedTypeWhenReadThenMentionsNoOtherTypeOfMicrogate(JavaClasses classes) throws IOException {
		Set<String> api = listed();
		List<String> leaks = new ArrayList<>();
		classes.stream()
			.filter((type) -> api.contains(name(type)))
			.forEach((type) -> mentions(type).stream()
				.filter((mentioned) -> !isKnown(mentioned, api))
				.forEach((mentioned) -> leaks.add(name(type) + " mentions " + name(mentioned))));
		assertThat(leaks).isEmpty();
	}

	@ArchTest
	static void listedTypeWhenJavadocIsCheckedThenNothingIsMissing(JavaClasses classes) throws IOException {
		Path output = Files.createDirectories(Path.of("target/api-javadoc"));
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-implicit:none", "-parameters",
				"-Xdoclint:all/protected", "-d", output.toString(), "-cp", System.getProperty("java.class.path")));
		listed().stream().map(ApiTests::source).distinct().forEach(arguments::add);
		StringWriter messages = new StringWriter();
		PrintWriter writer = new PrintWriter(messages);
		int status = ToolProvider.findFirst("javac")
			.orElseThrow()
			.run(writer, writer, arguments.toArray(String[]::new));
		assertThat(status).as(messages.toString()).isZero();
		// JDKs after 17 want a comment for a constructor that is not written
		assertThat(messages.toString().lines())
			.filteredOn((line) -> line.contains(".java:") && !line.contains("default constructor"))
			.isEmpty();
	}

	@ArchTest
	static void publicTypeWhenNotListedThenItsPackageSaysSo(JavaClasses classes) throws IOException {
		Set<String> api = listed();
		Set<String> silent = new TreeSet<>();
		for (JavaClass type : classes) {
			if (isPublic(type) && !api.contains(name(type)) && !saysSo(type.getPackageName())) {
				silent.add(type.getPackageName());
			}
		}
		assertThat(silent).isEmpty();
	}

	/** That of the outermost type, whose name is the first with a capital letter. */
	private static String source(String type) {
		return "src/main/java/" + type.replaceFirst("(\\.[A-Z]\\w*).*", "$1").replace('.', '/') + ".java";
	}

	private static boolean saysSo(String packageName) throws IOException {
		Path info = Path.of("src/main/java", packageName.replace('.', '/'), "package-info.java");
		return Files.readString(info).replaceAll("\\s+\\*\\s+", " ").contains(NO_API);
	}

	/** Also of all types around it. */
	private static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC) && !type.isAnonymousClass()
				&& type.getEnclosingClass().map(ApiTests::isPublic).orElse(true);
	}

	private static boolean isKnown(JavaClass type, Set<String> api) {
		JavaClass base = type.getBaseComponentType();
		return base.isPrimitive() || api.contains(name(base)) || OTHERS.stream().anyMatch(base.getName()::startsWith);
	}

	/** The types that a user of a type sees. */
	private static Set<JavaClass> mentions(JavaClass type) {
		Set<JavaClass> mentions = new LinkedHashSet<>();
		type.getSuperclass().ifPresent((superclass) -> add(mentions, List.of(superclass)));
		add(mentions, type.getInterfaces());
		for (JavaField field : type.getFields()) {
			if (isVisible(field.getModifiers())) {
				add(mentions, List.of(field.getType()));
			}
		}
		for (JavaCodeUnit unit : type.getCodeUnits()) {
			if (isVisible(unit.getModifiers())) {
				add(mentions, List.of(unit.getReturnType()));
				add(mentions, unit.getParameterTypes());
				mentions.addAll(unit.getExceptionTypes());
			}
		}
		return mentions;
	}

	private static boolean isVisible(Set<JavaModifier> modifiers) {
		return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
				&& !modifiers.contains(JavaModifier.SYNTHETIC);
	}

	private static void add(Set<JavaClass> mentions, Collection<? extends JavaType> types) {
		types.forEach((type) -> mentions.addAll(type.getAllInvolvedRawTypes()));
	}

}
