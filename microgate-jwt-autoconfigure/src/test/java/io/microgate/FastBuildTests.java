package io.microgate;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.asm.ClassReader;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The fast build leaves out the tests with the tag {@value #SERVER}: those that start a
 * server, an application or a process, or connect to one, themselves or by a class that
 * they use.
 */
class FastBuildTests {

	private static final String SERVER = "server";

	private static final Path CLASSES = Path.of("target", "test-classes");

	private static final Set<String> SERVERS = Set.of("com/sun/net/httpserver/HttpServer",
			"com/sun/net/httpserver/HttpsServer", "java/lang/ProcessBuilder", "java/net/ServerSocket",
			"java/net/Socket", "java/nio/channels/ServerSocketChannel", "javax/net/ssl/SSLServerSocket",
			"org/apache/catalina/startup/Tomcat", "org/springframework/boot/SpringApplication",
			"org/springframework/boot/builder/SpringApplicationBuilder", "reactor/netty/http/server/HttpServer");

	private static final int CLASS_TAG = 7;

	/** The classes that each class of the tests uses. */
	private static final Map<String, Set<String>> USED = new HashMap<>();

	@BeforeAll
	static void readClasses() throws IOException {
		try (Stream<Path> files = Files.walk(CLASSES)) {
			for (Path file : files.filter((file) -> file.toString().endsWith(".class")).toList()) {
				ClassReader reader = new ClassReader(Files.readAllBytes(file));
				USED.put(reader.getClassName(), used(reader));
			}
		}
	}

	@Test
	void testsWhenTheyStartServerThenAreTagged() {
		List<String> tests = tests().filter(FastBuildTests::startsServer).toList();
		assertThat(tests).hasSizeGreaterThan(100);
		assertThat(tests).filteredOn((test) -> !isTagged(test))
			.as("Tests that start a server need @Tag(\"%s\")", SERVER)
			.isEmpty();
	}

	@Test
	void testsWhenTheyStartNoServerThenAreNotTagged() {
		List<String> tests = tests().filter((test) -> !startsServer(test)).toList();
		assertThat(tests).hasSizeGreaterThan(100);
		assertThat(tests).filteredOn(FastBuildTests::isTagged)
			.as("Tests that start no server are part of the fast build")
			.isEmpty();
	}

	private static Stream<String> tests() {
		return USED.keySet()
			.stream()
			.filter((name) -> name.endsWith("Tests") && !name.contains("$"))
			.filter((name) -> !Modifier.isAbstract(type(name).getModifiers()))
			.sorted();
	}

	private static boolean startsServer(String test) {
		Set<String> seen = new HashSet<>(Set.of(test));
		Deque<String> open = new ArrayDeque<>(seen);
		while (!open.isEmpty()) {
			for (String used : USED.get(open.pop())) {
				if (SERVERS.contains(used)) {
					return true;
				}
				if (USED.containsKey(used) && seen.add(used)) {
					open.add(used);
				}
			}
		}
		return false;
	}

	private static boolean isTagged(String test) {
		return Arrays.stream(type(test).getAnnotationsByType(Tag.class)).anyMatch((tag) -> tag.value().equals(SERVER));
	}

	private static Class<?> type(String name) {
		return ClassUtils.resolveClassName(ClassUtils.convertResourcePathToClassName(name), null);
	}

	/** Reads the constants of a class that are names of classes. */
	private static Set<String> used(ClassReader reader) {
		char[] buffer = new char[reader.getMaxStringLength()];
		Set<String> used = new HashSet<>();
		for (int item = 1; item < reader.getItemCount(); item++) {
			int offset = reader.getItem(item);
			if (offset > 0 && reader.readByte(offset - 1) == CLASS_TAG) {
				used.add(reader.readUTF8(offset, buffer));
			}
		}
		return used;
	}

}
