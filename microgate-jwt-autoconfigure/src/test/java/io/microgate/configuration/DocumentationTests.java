package io.microgate.configuration;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.constraint.Marker;
import io.microgate.decision.Decision;
import io.microgate.decision.DenyReason;
import io.microgate.decision.EntryReference;
import io.microgate.engine.Expectation;
import io.microgate.engine.Expectations;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.propagation.IdentityPropagationSpec;
import io.microgate.route.ProtectedResourceSpec;
import io.microgate.route.RouteSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The documentation names what there is: every property with its default, every reason
 * code with its status.
 */
class DocumentationTests {

	private static final Path REFERENCE = Path.of("../docs/reference");

	private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

	/** Records that have a section of their own, or a mere {@code {}}. */
	private static final Set<Class<?>> LEAVES = Set.of(MatcherSpec.class, CaselessMatcherSpec.class,
			StringMatcherSpec.class, Requirement.class, Marker.class);

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("properties")
	void configurationWhenReadThenNamesPropertyAndDefault(String section, String path, String defaultValue)
			throws IOException {
		assertThat(row(section, path)).as("row of " + path).isNotEmpty().contains(defaultValue);
	}

	@Test
	void configurationWhenReadThenNamesTopLevelKeys() throws IOException {
		String text = Files.readString(REFERENCE.resolve("configuration.md"));
		assertThat(MicrogateProperties.class.getRecordComponents()).allSatisfy((component) -> assertThat(text)
			.contains("| `microgate." + DataObjectPropertyName.toDashedForm(component.getName())));
	}

	@ParameterizedTest
	@EnumSource
	void operationsWhenReadThenNamesReasonWithStatusAndChallenge(DenyReason reason) throws IOException {
		List<String> rows = section(REFERENCE.resolve("operations.md"), "Reason codes").lines().toList();
		int row = rows.indexOf(reasonRow(rows, reason));
		while (rows.get(row).startsWith("| same ")) {
			row--;
		}
		String scheme = reason.code().startsWith("dpop.") ? "DPoP" : "Bearer";
		String challenge = (reason.error() != null) ? "%s error=\"%s\"".formatted(scheme, reason.error()) : scheme;
		assertThat(rows.get(row)).startsWith("| " + reason.status() + (reason.isChallenge() ? " `" + challenge : ""));
	}

	/** For the configuration that the section has. */
	@ParameterizedTest
	@EnumSource
	void operationsWhenReadThenQuotesWhatReasonExpects(DenyReason reason) throws IOException {
		String section = section(REFERENCE.resolve("operations.md"), "Reason codes");
		Matcher yaml = YAML.matcher(section);
		assertThat(yaml.find()).isTrue();
		MicrogateProperties properties = Configurations.read(yaml.group(1));
		EntryReference entry = new EntryReference("secured", (reason == DenyReason.POLICY_DENY) ? 0 : 1, null, "shop");
		Expectation expectation = new Expectations(properties.routes(), properties.jwts(),
				properties.accessControlPolicies())
			.of(new Decision(reason, null, "shop", entry, null, null));
		assertThat(reasonRow(section.lines().toList(), reason)).contains("| " + expectation.text() + " |");
	}

	private static String reasonRow(List<String> rows, DenyReason reason) {
		return rows.stream().filter((line) -> line.contains("| `" + reason.code() + "` |")).findFirst().orElseThrow();
	}

	@Test
	void operationsWhenReadThenHasNoOtherReason() throws IOException {
		assertThat(section(REFERENCE.resolve("operations.md"), "Reason codes").lines()
			.filter((line) -> line.matches("\\|.*\\| `.*"))).hasSameSizeAs(DenyReason.values());
	}

	@Test
	void ciWhenRunThenCallsTestCommandOfReadme() throws IOException {
		List<String> script = Files.readAllLines(Path.of("../.ci/run"));
		assertThat(section(Path.of("../README.md"), "Tests"))
			.contains("```sh\n" + script.get(script.size() - 1) + "\n```");
	}

	static Stream<Arguments> properties() {
		return Stream.of(properties("JWKS", JwksSpec.class, ""), properties("JWT", JwtSpec.class, ""),
				properties("AccessControlPolicy", AccessControlPolicySpec.class, ""),
				properties("Requirements", Requirement.class, ""),
				properties("Matchers", StringMatcherSpec.class, "matcher."), properties("Routes", RouteSpec.class, ""),
				properties("IdentityPropagation", IdentityPropagationSpec.Header.class, "header."),
				properties("Client certificates", ClientCertificateSpec.class, ""),
				properties("Protected resources", ProtectedResourceSpec.class, ""))
			.flatMap((properties) -> properties);
	}

	private static Stream<Arguments> properties(String section, Class<?> spec, String parent) {
		return Stream.of(spec.getDeclaredConstructors()[0].getParameters()).flatMap((component) -> {
			Class<?> type = elementType(component.getParameterizedType());
			String path = parent + component.getName();
			if (!type.isRecord() || LEAVES.contains(type)) {
				return Stream.of(arguments(section, path, defaultValue(component)));
			}
			String entry = (component.getType() == Map.class) ? ".<name>." : ".";
			return properties(section, type, path + ((component.getType() == List.class) ? "[]." : entry));
		});
	}

	private static Class<?> elementType(Type type) {
		if (type instanceof ParameterizedType container) {
			Type[] arguments = container.getActualTypeArguments();
			return (Class<?>) arguments[arguments.length - 1];
		}
		return (Class<?>) type;
	}

	private static String defaultValue(Parameter component) {
		DefaultValue annotation = component.getAnnotation(DefaultValue.class);
		return (annotation != null) ? "| `" + String.join("", annotation.value()) + "` |" : "| `";
	}

	private static String row(String section, String path) throws IOException {
		return section(section).lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("| `" + path.toLowerCase(Locale.ROOT) + "` |"))
			.findFirst()
			.orElse("");
	}

	private static String section(String heading) throws IOException {
		return section(REFERENCE.resolve("configuration.md"), heading);
	}

	private static String section(Path document, String heading) throws IOException {
		String text = Files.readString(document);
		int start = text.indexOf("\n## " + heading + "\n");
		int end = text.indexOf("\n## ", start + 1);
		assertThat(start).as(heading).isNotNegative();
		return text.substring(start, (end > 0) ? end : text.length());
	}

}
