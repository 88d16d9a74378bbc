package io.microgate.test;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the public surface of this module: the documentation lists the types of the API,
 * and the package of any other public type says that it is no API.
 */
class TestApiTests {

	private static final Pattern LISTED = Pattern.compile("`(io\\.microgate\\.test\\.[\\w.]+)`");

	private static final String NO_API = "Public types that the API reference does not list are for the other packages of Microgate only.";

	private static final Path CLASSES = Path.of("target/classes");

	private static Set<String> listed() throws IOException {
		Set<String> types = new TreeSet<>();
		Matcher matcher = LISTED.matcher(Files.readString(Path.of("../docs/reference/api.md")));
		while (matcher.find()) {
			types.add(matcher.group(1));
		}
		return types;
	}

	private static List<Class<?>> publicTypes() throws Exception {
		List<String> names;
		try (Stream<Path> files = Files.walk(CLASSES)) {
			names = files.map((file) -> CLASSES.relativize(file).toString())
				.filter((file) -> file.endsWith(".class") && !file.contains("-info"))
				.map((file) -> file.replace(".class", "").replace(file.contains("/") ? '/' : '\\', '.'))
				.toList();
		}
		List<Class<?>> types = new ArrayList<>();
		for (String name : names) {
			Class<?> type = Class.forName(name, false, TestApiTests.class.getClassLoader());
			if (Modifier.isPublic(type.getModifiers()) && (type.getEnclosingClass() == null
					|| Modifier.isPublic(type.getEnclosingClass().getModifiers()))) {
				types.add(type);
			}
		}
		return types;
	}

	@Test
	void listWhenReadThenNamesPublicTypes() throws Exception {
		assertThat(listed()).isNotEmpty();
		assertThat(publicTypes()).extracting(Class::getCanonicalName).containsAll(listed());
	}

	@Test
	void publicTypeWhenNotListedThenItsPackageSaysSo() throws Exception {
		Set<String> api = listed();
		Set<String> silent = new TreeSet<>();
		for (Class<?> type : publicTypes()) {
			if (!api.contains(type.getCanonicalName()) && !saysSo(type.getPackageName())) {
				silent.add(type.getPackageName());
			}
		}
		assertThat(silent).isEmpty();
	}

	private static boolean saysSo(String packageName) throws IOException {
		Path info = Path.of("src/main/java", packageName.replace('.', '/'), "package-info.java");
		return Files.readString(info).replaceAll("\\s+\\*\\s+", " ").contains(NO_API);
	}

}
