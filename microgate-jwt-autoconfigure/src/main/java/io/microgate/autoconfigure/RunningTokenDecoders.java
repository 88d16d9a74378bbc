package io.microgate.autoconfigure;

import java.util.Map;

import io.microgate.decision.FailureLog;
import io.microgate.jwt.JwtRule;
import io.microgate.runtime.RunningConfiguration;
import io.microgate.runtime.TokenDecoders;
import io.microgate.runtime.TokenDecoding;

import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Creates decoders for the JWTs of the running configuration.
 */
final class RunningTokenDecoders implements TokenDecoders {

	private final RunningConfiguration running;

	private final FailureLog failures;

	/**
	 * Creates the factory.
	 * @param running the configuration in force
	 * @param failures logs exceptions while verifying
	 */
	RunningTokenDecoders(RunningConfiguration running, FailureLog failures) {
		this.running = running;
		this.failures = failures;
	}

	@Override
	public JwtDecoder decoder(String jwt) {
		return new BlockingTokenDecoder(decoding(jwt));
	}

	/** In a class of its own, because Reactor need not be there. */
	@Override
	public ReactiveJwtDecoder reactiveDecoder(String jwt) {
		return new ReactiveTokenDecoder(decoding(jwt));
	}

	private TokenDecoding decoding(String jwt) {
		Map<String, JwtRule> rules = this.running.current().jwtRules().all();
		if (!rules.containsKey(jwt)) {
			throw new IllegalArgumentException(
					"There is no JWT '%s'. 'microgate.jwts' has %s".formatted(jwt, rules.keySet()));
		}
		return new TokenDecoding(jwt, () -> this.running.current().jwtRules().all().get(jwt), this.failures);
	}

}
