package io.microgate.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.MicrogateProperties;
import io.microgate.coverage.ClientProofs;
import io.microgate.coverage.ComparedConfiguration;
import io.microgate.coverage.CoveredConfiguration;
import io.microgate.coverage.CoveredConfiguration.Unmatched;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One of two configurations that are compared.
 *
 * @param checked the configuration, {@code null} if Microgate is switched off
 * @param healthPath path of the health endpoint
 * @param groupPaths additional paths of its groups
 * @param names names the files of the user in what is printed
 */
record DiffSide(@Nullable CheckedConfiguration checked, String healthPath, Set<String> groupPaths,
		UnaryOperator<String> names) {

	/** Paths that may be open where no route says otherwise. */
	Set<String> openPaths() {
		Set<String> paths = new TreeSet<>(this.groupPaths);
		paths.add(this.healthPath);
		return paths;
	}

	CheckedConfiguration configuration() {
		return Objects.requireNonNull(this.checked);
	}

	MicrogateProperties properties() {
		return configuration().properties();
	}

	ComparedConfiguration compared() {
		Unmatched unmatched = configuration().passesUnmatchedRequests() ? Unmatched.PASSED : Unmatched.REFUSED;
		return new ComparedConfiguration(
				new CoveredConfiguration(properties().routes(), properties().accessControlPolicies(),
						properties().jwts(), configuration().entryNames(), unmatched),
				properties().jwts(), properties().jwks(),
				new ClientProofs(properties().clientCertificate(), properties().publicOrigins(), secrets()));
	}

	/**
	 * The canonical form of a kind of resources.
	 * @param resources {@code jwts} or {@code jwks}
	 * @return the resources by name
	 */
	Map<String, Object> canonical(String resources) {
		Map<String, Map<String, Object>> tree = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(configuration().canonical().yaml());
		return Objects.requireNonNull(tree.get(resources));
	}

	/** Names of secrets that list revoked tokens or hashes of certificates. */
	Set<String> listingSecrets() {
		Set<String> names = new TreeSet<>();
		for (String resources : List.of("jwts", "accessControlPolicies")) {
			addReferences(canonical(resources), names);
		}
		return names;
	}

	private static void addReferences(@Nullable Object node, Set<String> names) {
		if (node instanceof Map<?, ?> fields) {
			fields.forEach((field, value) -> {
				boolean reference = field.equals("secretRef") || field.equals("configMapRef");
				if (reference && value instanceof Map<?, ?> ref) {
					names.add(String.valueOf(ref.get("name")));
				}
				addReferences(value, names);
			});
		}
		else if (node instanceof List<?> items) {
			items.forEach((item) -> addReferences(item, names));
		}
	}

	/** What tells the content of secrets apart, by their names. */
	Map<String, Object> secrets() {
		Map<String, Object> secrets = new HashMap<>(properties().secrets());
		configuration().manifestSecrets().forEach((name, content) -> {
			Map<String, Integer> keys = new HashMap<>();
			content.forEach((key, value) -> keys.put(key, Arrays.hashCode(value)));
			secrets.put(name, keys);
		});
		return secrets;
	}

}
