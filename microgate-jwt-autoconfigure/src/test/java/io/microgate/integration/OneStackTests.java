package io.microgate.integration;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose class path has one web stack alone, with and without actuator.
 */
@Tag("server")
class OneStackTests {

	private static final List<String> SERVLET = List.of("jakarta.servlet", "tomcat", "spring-boot-servlet",
			"spring-boot-tomcat", "spring-boot-webmvc", "spring-webmvc");

	private static final List<String> REACTIVE = List.of("netty", "reactive-streams", "reactor", "spring-boot-netty",
			"spring-boot-reactor", "spring-boot-webflux", "spring-webflux");

	private static final List<String> ACTUATOR = List.of("micrometer-core", "micrometer-jakarta9",
			"spring-boot-actuator", "spring-boot-health", "spring-boot-micrometer");

	/** What comes with the actuator's starter, and not with that of Microgate. */
	private static final List<String> METERS = List.of("HdrHistogram", "micrometer-core", "micrometer-jakarta9",
			"spring-boot-micrometer");

	private static final String HEALTH = "/actuator/health 200";

	private static final String NO_HEALTH = "/actuator/health 403";

	/** Can be installed only once in a JVM, where Tomcat has run before. */
	private static final String TOMCAT_URLS = "org.apache.catalina.webresources.TomcatURLStreamHandlerFactory";

	/** As an application has it that has all but the given libraries. */
	private static URL[] classPathWithout(List<String> names) throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<URL> urls = new ArrayList<>();
		for (String element : classPath.split(File.pathSeparator)) {
			Path path = Path.of(element);
			if (names.stream().noneMatch((name) -> path.getFileName().toString().startsWith(name))) {
				urls.add(path.toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

	private static List<String> askWithout(List<String> names) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPathWithout(names),
				ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			if (!names.containsAll(SERVLET)) {
				invoke(loader, TOMCAT_URLS, "disable");
			}
			List<?> answers = (List<?>) invoke(loader, OneStackApplication.class.getName(), "ask");
			return answers.stream().map(String::valueOf).toList();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static Object invoke(ClassLoader loader, String type, String method) throws Exception {
		Method accessible = loader.loadClass(type).getDeclaredMethod(method);
		accessible.setAccessible(true);
		return accessible.invoke(null);
	}

	private static void assertDecides(String type, String health, List<String> without) throws Exception {
		List<String> answers = askWithout(without);
		assertThat(answers.get(0)).isEqualTo(type);
		assertThat(answers.get(1)).contains("microgate.jwts.token.max-lifetime", "duration");
		assertThat(answers.subList(2, answers.size())).containsExactly("microgateSecurityFilterChain",
				"microgateUnmatchedSecurityFilterChain", "/open is OPEN", "/open 200", "/other 403", "/open;/x 400",
				health);
	}

	@Test
	void runWhenOnlyServletThenDecides() throws Exception {
		assertDecides("SERVLET", HEALTH, REACTIVE);
	}

	@Test
	void runWhenOnlyReactiveThenDecides() throws Exception {
		assertDecides("REACTIVE", HEALTH, SERVLET);
	}

	@Test
	void runWhenOnlyServletWithoutActuatorThenDecides() throws Exception {
		assertDecides("SERVLET", NO_HEALTH, both(REACTIVE, ACTUATOR));
	}

	@Test
	void runWhenOnlyReactiveWithoutActuatorThenDecides() throws Exception {
		assertDecides("REACTIVE", NO_HEALTH, both(SERVLET, ACTUATOR));
	}

	@Test
	void runWhenOnlyServletWithoutMicrometerThenDecidesAndHasHealth() throws Exception {
		assertDecides("SERVLET", HEALTH, both(REACTIVE, METERS));
	}

	@Test
	void runWhenOnlyReactiveWithoutMicrometerThenDecidesAndHasHealth() throws Exception {
		assertDecides("REACTIVE", HEALTH, both(SERVLET, METERS));
	}

	private static List<String> both(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

}
