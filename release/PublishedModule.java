import java.util.List;
import java.util.Set;

/**
 * A published module.
 *
 * @param name the artifact without the name of the project
 * @param maxKilobytes the size that the jar must not exceed
 * @param required the dependencies that an application gets; all others are optional or
 * provided
 * @param generated the files that the build writes and Spring Boot or an editor reads
 */
record PublishedModule(String name, int maxKilobytes, Set<String> required, Set<String> generated) {

	static final String GROUP = "io.microgate";

	private static final String AUTO_CONFIGURATION = "META-INF/spring-autoconfigure-metadata.properties";

	private static final String PROPERTIES = "META-INF/spring-configuration-metadata.json";

	static final List<PublishedModule> ALL = List.of(
			new PublishedModule("bom", 0, Set.of(), Set.of()),
			new PublishedModule("autoconfigure", 2500,
					Set.of("org.springframework.boot:spring-boot-autoconfigure",
							"org.springframework.boot:spring-boot-security",
							"org.springframework.security:spring-security-oauth2-resource-server",
							"org.springframework.security:spring-security-oauth2-jose",
							"org.springframework:spring-web", "tools.jackson.core:jackson-databind",
							"com.google.re2j:re2j", "org.yaml:snakeyaml", "org.jspecify:jspecify"),
					Set.of(AUTO_CONFIGURATION, PROPERTIES)),
			new PublishedModule("starter", 20,
					Set.of("io.microgate:microgate-jwt-autoconfigure",
							"org.springframework.boot:spring-boot-starter-security",
							"org.springframework.boot:spring-boot-health",
							"org.springframework.boot:spring-boot-actuator-autoconfigure"),
					Set.of()),
			new PublishedModule("test", 800,
					Set.of("io.microgate:microgate-jwt-autoconfigure", "org.springframework.boot:spring-boot-test",
							"org.springframework.boot:spring-boot-security-test",
							"org.springframework.security:spring-security-test", "org.yaml:snakeyaml",
							"org.jspecify:jspecify"),
					Set.of(AUTO_CONFIGURATION)),
			new PublishedModule("check", 30_000, Set.of(), Set.of()),
			new PublishedModule("explorer", 200, Set.of("io.microgate:microgate-jwt-autoconfigure",
					"org.springframework:spring-web", "org.jspecify:jspecify"), Set.of(AUTO_CONFIGURATION, PROPERTIES)));

	String artifact() {
		return "microgate-jwt-" + this.name;
	}

	boolean isBom() {
		return this.name.equals("bom");
	}

	boolean hasClasses() {
		return !isBom() && !this.name.equals("starter");
	}

	/** The command line: a jar that has all it needs, in the layout of Spring Boot. */
	boolean isExecutable() {
		return this.name.equals("check");
	}

	List<String> files() {
		return isBom() ? List.of(".pom")
				: List.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
	}

}
