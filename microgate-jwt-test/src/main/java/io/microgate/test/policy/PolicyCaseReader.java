package io.microgate.test.policy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import io.microgate.decision.DenyReason;
import io.microgate.manifest.ManifestNode;
import io.microgate.test.policy.PolicyCasesReader.CaseDefaults;
import org.jspecify.annotations.Nullable;

/**
 * Reads one policy case.
 */
final class PolicyCaseReader {

	static final List<String> KNOWN = List.of("name", "request", "certificate", "claims", "token", "verdict", "reason",
			"time");

	private final CaseProblems problems;

	private final CaseDefaults defaults;

	private final CaseRequestReader requests;

	private final CaseTokenReader tokens;

	private final CaseCertificateReader certificates;

	PolicyCaseReader(CaseProblems problems, CaseDefaults defaults, CaseTokenReader tokens) {
		this.problems = problems;
		this.defaults = defaults;
		this.requests = new CaseRequestReader(problems, defaults.host());
		this.tokens = tokens;
		this.certificates = new CaseCertificateReader(problems);
	}

	/**
	 * Reads a case.
	 * @param node the case
	 * @param path where it is in the file
	 * @param group what it is listed under, {@code null} if it is in no group
	 * @return the case, {@code null} if too much of it is wrong
	 */
	@Nullable PolicyCase read(ManifestNode node, String path, @Nullable String group) {
		CaseFields fields = new CaseFields(node, path, this.problems, KNOWN);
		fields.require("request");
		fields.require("verdict");
		String name = fields.string("name");
		if (name != null && name.isBlank()) {
			fields.problem("name", "must not be blank");
		}
		PolicyCaseRequest sent = this.requests.read(fields);
		PolicyCaseCertificate certificate = this.certificates.read(fields);
		PolicyCaseRequest request = (sent != null) ? sent.presenting(certificate) : null;
		PolicyCaseToken token = this.tokens.read(fields);
		boolean allowed = isAllowed(fields);
		DenyReason reason = reason(fields, allowed);
		Instant time = PolicyCasesReader.time(fields, this.defaults.time());
		if (request != null && token == null && request.placesToken()) {
			fields.problem("request", "has {token}, but the case sends none");
		}
		if (request != null && token != null && token.sendAs() != null && request.placesToken()) {
			fields.problem("request", "must not have {token} if the token has 'sendAs'");
		}
		return (request != null)
				? new PolicyCase(group, name, request, token, allowed, reason, time, this.problems.place(node.origin()))
				: null;
	}

	private static boolean isAllowed(CaseFields fields) {
		String verdict = fields.string("verdict");
		if (verdict != null && !List.of("allow", "deny").contains(verdict)) {
			fields.problem("verdict", "must be allow or deny");
		}
		return "allow".equals(verdict);
	}

	private static @Nullable DenyReason reason(CaseFields fields, boolean allowed) {
		String code = fields.string("reason");
		if (code == null) {
			return null;
		}
		DenyReason reason = Arrays.stream(DenyReason.values())
			.filter((each) -> each.code().equals(code))
			.findFirst()
			.orElse(null);
		if (reason == null) {
			fields.problem("reason", "must be one of "
					+ String.join(", ", Arrays.stream(DenyReason.values()).map(DenyReason::code).toList()));
		}
		if (allowed) {
			fields.problem("reason", "must not be set for a request that is allowed");
			return null;
		}
		return reason;
	}

}
