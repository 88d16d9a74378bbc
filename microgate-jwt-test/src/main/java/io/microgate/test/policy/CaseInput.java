package io.microgate.test.policy;

import org.jspecify.annotations.Nullable;

/**
 * What a case sends. Cases that send the same are one case, whatever they are called.
 *
 * @param request the request
 * @param token the token, {@code null} for none
 */
record CaseInput(PolicyCaseRequest request, @Nullable PolicyCaseToken token) {

	static CaseInput of(RequestDraft request, @Nullable TokenDraft token) {
		return new CaseInput(request.toRequest(), (token != null) ? token.toToken(request.placement()) : null);
	}

	static CaseInput of(PolicyCase policyCase) {
		PolicyCaseToken token = policyCase.token();
		return new CaseInput(policyCase.request(), (token != null) ? token.named(null) : null);
	}

}
