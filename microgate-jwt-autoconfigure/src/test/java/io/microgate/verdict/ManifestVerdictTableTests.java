package io.microgate.verdict;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The verdict table with every configuration in manifests. That of the contract's example
 * is written by hand, as it would be applied to a cluster; the {@code application.yml}
 * says nothing but where it is. A web stack is a subclass.
 */
abstract class ManifestVerdictTableTests extends VerdictTableTests {

	ManifestVerdictTableTests(TestStack stack) {
		super(stack);
	}

	@Override
	Chapter prepare(Chapter chapter, Map<String, Object> locations, Path directory) throws IOException {
		Path manifests = directory.resolve("manifests-" + chapter.name());
		if (!chapter.name().equals("contract")) {
			Chapter rewritten = ManifestChapter.rewrite(chapter, locations, manifests);
			boolean configured = chapter.configuration().contains("microgate:");
			assertThat(rewritten.configuration().contains("manifests:")).isEqualTo(configured);
			assertThat(rewritten.configuration()).doesNotContain("provider");
			if (!keepsResources(rewritten)) {
				assertThat(rewritten.configuration()).doesNotContain("requireAny", "policies");
			}
			return rewritten;
		}
		Files.createDirectories(manifests);
		for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath:microgateway/*")) {
			Files.writeString(manifests.resolve(file.getFilename()), atHome(file, locations));
		}
		return ManifestChapter.with(chapter, "microgate: {manifests: ['%s']}".formatted(manifests.toUri()));
	}

	/** Whether the properties have more of some resource than what extends it. */
	private static boolean keepsResources(Chapter chapter) {
		Map<String, Map<String, Map<String, Object>>> properties = new Yaml().load(chapter.configuration());
		return Stream.of("jwts", "access-control-policies")
			.map((kind) -> properties.getOrDefault("microgate", Map.of()).getOrDefault(kind, Map.of()))
			.flatMap((resources) -> resources.values().stream())
			.anyMatch((spec) -> ManifestChapter.isExtended(((Map<?, ?>) spec).values().stream().toList()));
	}

	/** A policy of a manifest ends with an entry for all, which denies here. */
	@Override
	Expectation expected(Row row) {
		Expectation expected = super.expected(row);
		return new Expectation(expected.status(), expected.challenges(),
				expected.reason().equals("policy.none") ? "policy.deny" : expected.reason(), expected.route(),
				expected.header(), expected.answer());
	}

	/** Keys are those of this run, and come over plain http. */
	private static String atHome(Resource file, Map<String, Object> locations) throws IOException {
		String manifest = file.getContentAsString(StandardCharsets.UTF_8);
		Path backup = Path.of(URI.create((String) locations.get("secret.backup"))).resolve("jwks.json");
		String adapted = manifest
			.replace("https://idp.example.com/.well-known/jwks.json", (String) locations.get("key-set.main"))
			.replaceAll(" +tls:\n +certificateVerification:\n +publicCAs: \\{}\n", "")
			.replace("{\"keys\": []}", Files.readString(backup));
		assertThat(adapted).doesNotContain("idp.example.com", "tls:", "\"keys\": []");
		return adapted;
	}

}
