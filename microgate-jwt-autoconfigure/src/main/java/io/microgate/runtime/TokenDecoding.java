package io.microgate.runtime;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.microgate.decision.DenyReason;
import io.microgate.decision.FailureLog;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.Verification;
import io.microgate.request.SentToken;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Verifies tokens of one JWT without a request. What a token is bound to is proved with a
 * request, so that no bound token is accepted.
 */
public final class TokenDecoding {

	private static final Log logger = LogFactory.getLog(TokenDecoders.class);

	private static final String BAD = "The token is not valid";

	private static final String UNAVAILABLE = "The token cannot be verified at the moment";

	private final String jwt;

	private final Supplier<@Nullable JwtRule> rule;

	private final FailureLog failures;

	/**
	 * Creates the verification.
	 * @param jwt name of the JWT
	 * @param rule the JWT in force, {@code null} if it is not configured any more
	 * @param failures logs exceptions
	 */
	public TokenDecoding(String jwt, Supplier<@Nullable JwtRule> rule, FailureLog failures) {
		this.jwt = jwt;
		this.rule = rule;
		this.failures = failures;
	}

	/**
	 * Looks for a token among the remembered ones.
	 * @param token the token
	 * @return the token, {@code null} if {@link #verify} has to be asked
	 * @throws JwtException if it is rejected
	 */
	public @Nullable Jwt remembered(String token) {
		try {
			JwtRule current = current();
			Verification known = current.verifier().remembered(SentToken.bearer(token));
			return (known != null) ? accepted(current, known) : null;
		}
		catch (RuntimeException | Error ex) {
			throw failed(ex);
		}
	}

	/**
	 * Verifies a token that is not {@link #remembered}. Never blocks, and completes with
	 * a {@link JwtException} if the token is rejected.
	 * @param token the token
	 * @return completes with the token
	 */
	public CompletableFuture<Jwt> verify(String token) {
		try {
			JwtRule current = current();
			SentToken sent = SentToken.bearer(token);
			if (current.extractor().isTooLarge(sent)) {
				throw refused(DenyReason.TOKEN_TOO_LARGE);
			}
			return current.verifier().verify(sent).handle((outcome, failure) -> {
				if (failure != null) {
					throw failed(failure);
				}
				return accepted(current, outcome);
			});
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(failed(ex));
		}
	}

	private JwtRule current() {
		JwtRule current = this.rule.get();
		if (current == null) {
			logger.debug(LogMessage.format("Rejected a token, because there is no JWT '%s' any more", this.jwt));
			throw new JwtException(UNAVAILABLE);
		}
		return current;
	}

	private Jwt accepted(JwtRule current, Verification outcome) {
		DenyReason refusal = outcome.refusal();
		if (refusal == null) {
			refusal = current.revoked().check(Objects.requireNonNull(outcome.jwt()).getClaims());
		}
		if (refusal == null && (outcome.confirmation() != null || current.binding().isRequired())) {
			refusal = DenyReason.TOKEN_BINDING;
		}
		if (refusal != null) {
			throw refused(refusal);
		}
		return Objects.requireNonNull(outcome.jwt());
	}

	private JwtException refused(DenyReason reason) {
		logger.debug(LogMessage.format("Rejected a token of JWT '%s': %s", this.jwt, reason.code()));
		return (reason.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) ? new JwtException(UNAVAILABLE)
				: new BadJwtException(BAD);
	}

	/** Without the cause, whose message might quote the token. */
	private JwtException failed(Throwable failure) {
		if (failure instanceof JwtException refusal) {
			return refusal;
		}
		this.failures.log("Rejected a token because of an exception while verifying it", failure);
		return new JwtException(UNAVAILABLE);
	}

}
