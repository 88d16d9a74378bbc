package io.microgate.configuration;

import java.util.List;

import io.microgate.binding.BindingSpec;
import io.microgate.binding.PublicOrigins;
import io.microgate.constraint.Violation;
import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;

/**
 * Rules of bound tokens: what a JWT requires can be proved.
 */
final class BindingChecks {

	private final Problems problems;

	BindingChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<String> origin : SpecElement.find(properties, "publicOrigins", String.class)) {
			if (PublicOrigins.normalize(origin.spec()) == null) {
				this.problems.add(origin, new Violation("must be 'https://host[:port][/prefix]'",
						"Write how clients begin the URLs of the application, such as https://shop.example.com"));
			}
		}
		for (SpecElement<JwtSpec> jwt : SpecElement.find(properties, "jwts", JwtSpec.class)) {
			for (SpecElement<BindingSpec> binding : jwt.find("extensions.binding", BindingSpec.class)) {
				checkRequired(jwt, binding, properties.publicOrigins() != null);
			}
		}
	}

	private void checkRequired(SpecElement<JwtSpec> jwt, SpecElement<BindingSpec> binding, boolean provable) {
		String required = binding.spec().required();
		PropertyPath path = binding.path().child("required");
		if (!provable && ("dpop".equals(required) || "any".equals(required))) {
			this.problems.add(path, required, "can only be configured with 'microgate.public-origins'",
					"List there the origins at which clients reach the application: a DPoP proof names one of them");
		}
		List<ExtractionSource> sources = jwt.spec().extractionSources();
		if ("dpop".equals(required) && sources != null
				&& sources.stream().allMatch((source) -> source.bearerToken() == null)) {
			KeySpelling keys = this.problems.spelling(jwt.path());
			this.problems.add(path, required,
					"can only be configured with the source %s, as no other has the scheme DPoP"
						.formatted(keys.quote("bearerToken")),
					"Add %s to %s, or require another binding".formatted(keys.quote("bearerToken"),
							keys.quote("extractionSources")));
		}
	}

}
