package io.microgate.autoconfigure;

import java.util.concurrent.CompletionException;

import io.microgate.runtime.TokenDecoding;
import reactor.core.scheduler.Schedulers;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.util.ClassUtils;

/**
 * Verifies a token on the caller's thread, which may wait for keys as a request may.
 */
final class BlockingTokenDecoder implements JwtDecoder {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.scheduler.Schedulers",
			BlockingTokenDecoder.class.getClassLoader());

	private final TokenDecoding decoding;

	BlockingTokenDecoder(TokenDecoding decoding) {
		this.decoding = decoding;
	}

	@Override
	public Jwt decode(String token) {
		if (REACTOR && Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException(
					"A JwtDecoder may block, and thread '%s' must not: use the ReactiveJwtDecoder"
						.formatted(Thread.currentThread().getName()));
		}
		Jwt remembered = this.decoding.remembered(token);
		if (remembered != null) {
			return remembered;
		}
		try {
			return this.decoding.verify(token).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof JwtException refusal) ? refusal : ex;
		}
	}

}
