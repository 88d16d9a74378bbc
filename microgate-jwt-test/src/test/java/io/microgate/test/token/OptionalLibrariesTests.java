package io.microgate.test.token;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Makes a token where no library is on the class path that a client or JUnit needs.
 */
class OptionalLibrariesTests {

	private static final Pattern OPTIONAL = Pattern
		.compile(".*(spring-test|spring-webflux|spring-webmvc|servlet-api|junit|reactor|spring-boot-test)[^/]*\\.jar");

	@Test
	void tokenWhenNoOptionalLibraryThenMade() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
			assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(
					() -> loader.loadClass("org.springframework.test.web.servlet.request.RequestPostProcessor"));
			Supplier<?> probe = (Supplier<?>) loader.loadClass(Probe.class.getName())
				.getDeclaredConstructor()
				.newInstance();
			assertThat(probe.get().toString().split("\\.")).hasSize(3);
		}
	}

	private static URL[] classPath() throws MalformedURLException {
		List<URL> urls = new ArrayList<>();
		for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
			if (!OPTIONAL.matcher(path).matches()) {
				urls.add(Path.of(path).toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

	/** Loaded by another class loader. */
	public static final class Probe implements Supplier<String> {

		@Override
		public String get() {
			StandardEnvironment environment = new StandardEnvironment();
			environment.getPropertySources()
				.addFirst(new MapPropertySource("test",
						Map.of("microgate.jwks.idp.provider.remote.uri", "https://idp.example/jwks",
								"microgate.jwts.shop.require-any[0].jwks-ref.name", "idp",
								"microgate.jwts.shop.expiration-required", "true")));
			MicrogateProperties properties = CheckedConfiguration.read(environment, List.of()).properties();
			TestTokens tokens = new TestTokens(() -> properties, new TestKeys(), Instant::now);
			return tokens.forJwt("shop").claim("roles", List.of("admin")).expired().value();
		}

	}

}
