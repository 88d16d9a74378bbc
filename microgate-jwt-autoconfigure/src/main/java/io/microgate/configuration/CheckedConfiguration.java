package io.microgate.configuration;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.jwt.JwtSpec;
import io.microgate.manifest.ManifestSnapshot;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogLevel;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.Environment;

/**
 * The configuration of an application, free of errors.
 *
 * @param properties what is configured
 * @param warnings what is allowed but lets in more than one may think
 * @param expectedWarnings the warnings about what the configuration states on purpose,
 * which are logged at info level
 * @param hints what is worth knowing but probably meant
 * @param manifestSecrets content of the secrets that manifests have, by name and key
 * @param entryNames what messages call the entries of each policy
 * @param places where its parts are written
 */
public record CheckedConfiguration(MicrogateProperties properties, List<String> warnings, Set<String> expectedWarnings,
		List<String> hints, Map<String, Map<String, byte[]>> manifestSecrets, Map<String, List<String>> entryNames,
		SpecPlaces places) {

	private static final Log logger = LogFactory.getLog(CheckedConfiguration.class);

	/**
	 * Reads and checks the configuration of an application, and logs nothing.
	 * @param environment where properties come from
	 * @param sslBundles names of the SSL bundles that the application has, {@code null}
	 * if it fetches no keys
	 * @return the configuration
	 * @throws InvalidConfigurationException with all problems, if there are any
	 */
	public static CheckedConfiguration read(Environment environment, @Nullable Collection<String> sslBundles) {
		return read(environment, sslBundles, null, null);
	}

	/**
	 * Reads and checks the configuration that is to follow this one, and logs nothing.
	 * Changed secrets of manifests have to be usable, so that what was last good stays in
	 * force.
	 * @param environment where properties come from
	 * @param sslBundles names of the SSL bundles that the application has, {@code null}
	 * if it fetches no keys
	 * @param manifests the manifests, as they are now
	 * @return the configuration
	 * @throws InvalidConfigurationException with all problems, if there are any
	 */
	public CheckedConfiguration reread(Environment environment, @Nullable Collection<String> sslBundles,
			ManifestSnapshot manifests) {
		return read(environment, sslBundles, this, manifests);
	}

	private static CheckedConfiguration read(Environment environment, @Nullable Collection<String> sslBundles,
			@Nullable CheckedConfiguration earlier, @Nullable ManifestSnapshot manifests) {
		return of(ConfigurationReader.read(environment, sslBundles, earlier, manifests), environment);
	}

	/**
	 * Reads and checks a configuration that is to decide beside the one in force, and
	 * logs nothing.
	 * @param environment where the values of placeholders come from
	 * @param sslBundles names of the SSL bundles that the application has, {@code null}
	 * if it fetches no keys
	 * @param location a configuration file or a directory of manifests
	 * @return the configuration
	 * @throws InvalidConfigurationException with all problems, if there are any
	 */
	public static CheckedConfiguration readCandidate(Environment environment, @Nullable Collection<String> sslBundles,
			String location) {
		return of(ConfigurationReader.readCandidate(environment, sslBundles, location), environment);
	}

	private static CheckedConfiguration of(ReadConfiguration read, Environment environment) {
		return new CheckedConfiguration(read.properties(), ConfigurationWarnings.of(read, environment),
				ConfigurationWarnings.expected(read.properties(), read.provenance()), ConfigurationWarnings.hints(read),
				read.manifests().secrets(), PolicyChecks.entryNames(read), new SpecPlaces(read.provenance()));
	}

	/**
	 * Whether requests that no route matches are left to the application.
	 * @return {@code false} if they are refused
	 */
	public boolean passesUnmatchedRequests() {
		return "pass".equals(this.properties.unmatchedRequests());
	}

	/**
	 * Whether handlers may see requests otherwise than they were sent, now or after a
	 * reload.
	 * @return {@code false} if every request goes on as it was sent
	 */
	public boolean mayEditRequests() {
		boolean reloadable = this.properties.manifests() != null && !this.properties.manifests().isEmpty();
		return reloadable || editsRequests();
	}

	/**
	 * Whether handlers may see requests otherwise than they were sent.
	 * @return {@code false} if every request goes on as it was sent until a reload
	 */
	public boolean editsRequests() {
		return !this.properties.identityPropagations().isEmpty() || this.properties.clientCertificate() != null
				|| this.properties.accessControlPolicies()
					.values()
					.stream()
					.anyMatch((policy) -> policy.extensions().stripToken());
	}

	/**
	 * Logs what an operator should know of the configuration.
	 */
	public void log() {
		log(this.warnings, this.hints);
	}

	/**
	 * Logs what an operator should know of the configuration and was not told before.
	 * @param earlier the configuration that this one follows
	 */
	public void logBeside(CheckedConfiguration earlier) {
		log(without(this.warnings, earlier.warnings), without(this.hints, earlier.hints));
	}

	private void log(List<String> newWarnings, List<String> newHints) {
		for (String warning : newWarnings) {
			(this.expectedWarnings.contains(warning) ? LogLevel.INFO : LogLevel.WARN).log(logger, warning);
		}
		for (String hint : newHints) {
			logger.info(hint);
		}
		if (this.properties.routes().isEmpty()) {
			logger.warn(withoutRoutes()
					+ " Configure 'microgate.routes' and, for them, 'microgate.access-control-policies', or 'microgate.manifests'.");
		}
	}

	/**
	 * Logs which settings have no effect because the application creates the principals
	 * itself.
	 * @param converter the bean that creates them, {@code null} if there is none
	 */
	public void logReplacedPrincipals(@Nullable Converter<?, ?> converter) {
		if (converter == null) {
			return;
		}
		for (String component : List.of("authorities", "principalClaim")) {
			for (SpecElement<JwtSpec.Extensions> extensions : SpecElement.find(this.properties, "jwts.extensions",
					JwtSpec.Extensions.class)) {
				PropertyPath path = extensions.path().child(component);
				if (path.schema().valueIn(extensions.spec()) != null) {
					logger.warn("'%s' does not decide about the principal, because the application has a %s of its own"
						.formatted(path, converter.getClass().getSimpleName()));
				}
			}
		}
	}

	/** Other filter chains of the application are not known here. */
	private String withoutRoutes() {
		return "pass".equals(this.properties.unmatchedRequests())
				? "No route is configured, so Microgate decides about no request."
				: "No route is configured, so every request but health is refused, unless another filter chain of the"
						+ " application takes it.";
	}

	private static List<String> without(List<String> texts, List<String> others) {
		return texts.stream().filter((text) -> !others.contains(text)).toList();
	}

	/**
	 * Whether another configuration is the same, secrets included.
	 * @param other the other one
	 * @return whether requests are decided alike
	 */
	public boolean meansTheSameAs(CheckedConfiguration other) {
		return this.properties.equals(other.properties) && secretTexts().equals(other.secretTexts());
	}

	private Map<String, Map<String, ByteBuffer>> secretTexts() {
		Map<String, Map<String, ByteBuffer>> texts = new HashMap<>();
		this.manifestSecrets.forEach((name, content) -> {
			Map<String, ByteBuffer> text = new HashMap<>();
			content.forEach((key, value) -> text.put(key, ByteBuffer.wrap(value)));
			texts.put(name, text);
		});
		return texts;
	}

	/**
	 * Writes the configuration so that it can be compared with others.
	 * @return the canonical form
	 */
	public CanonicalConfiguration canonical() {
		return CanonicalConfiguration.of(this);
	}

}
