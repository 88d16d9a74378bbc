package io.microgate.test.mock;

import java.util.ArrayList;
import java.util.List;

import io.microgate.decision.Decision;
import io.microgate.decision.DecisionListener;
import io.microgate.request.RequestFacts;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * What was decided about requests, and whom the handler saw.
 */
class Observed implements DecisionListener {

	private final List<Decision> decisions = new ArrayList<>();

	private Authentication user;

	void clear() {
		this.decisions.clear();
		this.user = null;
	}

	@Override
	public void decided(RequestFacts request, Decision decision) {
		this.decisions.add(decision);
	}

	void handled(Authentication user) {
		this.user = user;
	}

	/** The only decision. */
	Decision decision() {
		if (this.decisions.size() != 1) {
			throw new AssertionError("Decided " + this.decisions.size() + " times");
		}
		return this.decisions.get(0);
	}

	/** Why the request was refused, {@code null} if it was not. */
	String reason() {
		return (decision().reason() != null) ? decision().reason().code() : null;
	}

	Authentication user() {
		return this.user;
	}

	Jwt jwt() {
		return ((JwtAuthenticationToken) this.user).getToken();
	}

}
