package io.microgate.configuration;

import io.microgate.jwt.JwtSpec;
import io.microgate.jwt.JwtSpec.ExtractionSource;
import io.microgate.jwt.JwtSpec.Named;

import org.springframework.util.unit.DataSize;

/**
 * Rules of a JWT that constraints do not express.
 */
final class JwtChecks {

	private static final DataSize MIN_TOKEN_SIZE = DataSize.ofKilobytes(1);

	private static final DataSize MAX_TOKEN_SIZE = DataSize.ofKilobytes(64);

	private final Problems problems;

	JwtChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		Located.resources("jwts", properties.jwts()).forEach(this::check);
	}

	private void check(Located<JwtSpec> jwt) {
		JwtSpec spec = jwt.spec();
		if (spec.maxLifetime() != null && Boolean.FALSE.equals(spec.expirationRequired())) {
			KeySpelling keys = this.problems.spelling(jwt.path());
			String required = keys.quote("expirationRequired");
			this.problems.add(jwt.path().child("maxLifetime"), spec.maxLifetime(),
					"can only be configured if %s is true".formatted(required),
					"Set %s to true, or remove %s".formatted(required, keys.quote("maxLifetime")));
		}
		jwt.items("extractionSources", JwtSpec::extractionSources)
			.flatMap((source) -> source.child("header", ExtractionSource::header))
			.forEach(this::checkHeader);
		jwt.child("extensions", JwtSpec::extensions).forEach(this::checkTokenSize);
	}

	private void checkHeader(Located<Named> header) {
		String name = header.spec().name();
		if ("Cookie".equalsIgnoreCase(name)) {
			this.problems.add(header.path().child("name"), name, "must not be the Cookie header",
					"Use a source of the kind 'cookie', which names the cookie");
		}
	}

	private void checkTokenSize(Located<JwtSpec.Extensions> extensions) {
		String text = extensions.spec().maxTokenSize();
		if (!isTokenSize(text)) {
			this.problems.add(extensions.path().child("maxTokenSize"), text, "must be a size from 1KB to 64KB",
					"Write a number and a unit, such as 16KB");
		}
	}

	private static boolean isTokenSize(String text) {
		try {
			DataSize size = DataSize.parse(text);
			return size.compareTo(MIN_TOKEN_SIZE) >= 0 && size.compareTo(MAX_TOKEN_SIZE) <= 0;
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return false;
		}
	}

}
