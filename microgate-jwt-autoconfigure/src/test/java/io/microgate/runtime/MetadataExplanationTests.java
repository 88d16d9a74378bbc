package io.microgate.runtime;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.configuration.Configurations;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explanations of requests for the metadata of protected resources.
 */
class MetadataExplanationTests {

	private static final String CONFIGURATION = """
			microgate:
			  routes:
			    all: {paths: [/**]}
			    literal: {paths: [/.well-known/oauth-protected-resource/literal]}
			  access-control-policies:
			    deny: {targetRefs: [{name: all}, {name: literal}], policies: [{authorization: {deny: {}}}]}
			  protected-resources:
			    shop: {resource: "https://shop.example.com/shop", routeRefs: [{name: all}]}
			    literal: {resource: "https://shop.example.com/literal", routeRefs: [{name: literal}]}
			""";

	private static Explanation explain(String method, String path) {
		return ConfigurationExplainer
			.offline(CheckedConfiguration.read(Configurations.environment(CONFIGURATION), null), Map.of(),
					Clock.systemUTC())
			.explain(new ExplainRequest(method, path, "shop.example.com", List.of(), "192.0.2.1", false, null, null,
					false, null, false, null));
	}

	@ParameterizedTest
	@CsvSource({ "GET, /.well-known/oauth-protected-resource/shop", "HEAD, /.well-known/oauth-protected-resource/shop",
			"GET, /.well-known/oauth%2Dprotected-resource/shop?a=b" })
	void explainWhenRequestIsForMetadataThenOpen(String method, String path) {
		Explanation explanation = explain(method, path);
		assertThat(explanation.verdict().outcome()).isEqualTo("allow");
		assertThat(explanation.verdict().route()).isNull();
		assertThat(explanation.verdict().expected())
			.isEqualTo("Health and the metadata of protected resources are open to every client");
		assertThat(explanation.routes().get(0).because()).isEqualTo("The path is open by itself");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /.well-known/oauth-protected-resource/shop, all",
			"OPTIONS, /.well-known/oauth-protected-resource/shop, all",
			"GET, /.well-known/oauth-protected-resource/shop/, all",
			"GET, /.well-known/oauth-protected-resource/SHOP, all",
			"GET, /.well-known/oauth-protected-resource/literal, literal" })
	void explainWhenRouteDecidesThenNotOpen(String method, String path, String route) {
		Explanation explanation = explain(method, path);
		assertThat(explanation.verdict().reason()).isEqualTo("policy.deny");
		assertThat(explanation.verdict().route()).isEqualTo(route);
	}

}
