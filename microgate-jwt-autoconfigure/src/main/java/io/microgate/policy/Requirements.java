package io.microgate.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.microgate.certificate.CertificateSource;
import io.microgate.decision.DenyReason;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.Requirement;
import io.microgate.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * The compiled requirements of an entry on claims and certificate of a client: all, one
 * or none of them are met. One that cannot be compared is not met in {@code requireAll}
 * and {@code requireAny}, and is met in {@code requireNone}.
 */
final class Requirements {

	private static final RequirementCondition[] NONE = {};

	private final RequirementCondition[] requireAll;

	private final RequirementCondition[] requireAny;

	private final RequirementCondition[] requireNone;

	private final CertificateSource certificates;

	private Requirements(RequirementCondition[] requireAll, RequirementCondition[] requireAny,
			RequirementCondition[] requireNone, CertificateSource certificates) {
		this.requireAll = requireAll;
		this.requireAny = requireAny;
		this.requireNone = requireNone;
		this.certificates = certificates;
	}

	static Requirements compile(Authorization spec, PolicyResources resources) {
		List<Requirement> further = spec.extensions().requireAny();
		if (spec.requireAny() != null && (spec.requireAll() != null || further != null)) {
			throw new IllegalArgumentException("'requireAny' must be the only one, and stand without 'requireAll'");
		}
		return new Requirements(compile(spec.requireAll(), resources),
				compile((further != null) ? further : spec.requireAny(), resources),
				compile(spec.extensions().requireNone(), resources), resources.certificates());
	}

	private static RequirementCondition[] compile(@Nullable List<Requirement> specs, PolicyResources resources) {
		if (specs == null) {
			return NONE;
		}
		if (specs.isEmpty()) {
			throw new IllegalArgumentException("A list of requirements must not be empty");
		}
		return specs.stream().map((spec) -> compile(spec, resources)).toArray(RequirementCondition[]::new);
	}

	private static RequirementCondition compile(Requirement spec, PolicyResources resources) {
		if ((spec.jwt() != null) == (spec.clientCertificate() != null)) {
			throw new IllegalArgumentException("A requirement must have either 'jwt' or 'clientCertificate'");
		}
		return (spec.clientCertificate() != null) ? CertificateCondition.compile(spec.clientCertificate(), resources)
				: ClaimCondition.compile(spec);
	}

	boolean isEmpty() {
		return this.requireAll.length == 0 && this.requireAny.length == 0 && this.requireNone.length == 0;
	}

	/** Whether one of them is on the claims of a token. */
	boolean needClaims() {
		return Stream.of(this.requireAll, this.requireAny, this.requireNone)
			.flatMap(Arrays::stream)
			.anyMatch(ClaimCondition.class::isInstance);
	}

	/**
	 * Compares who sends a request with what is required.
	 * @param claims the claims of the verified token, empty without one
	 * @param request the request
	 * @param variables the path variables of its route
	 * @return why the request is refused, {@code null} if all is as required
	 */
	@Nullable DenyReason check(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		if (isEmpty()) {
			return null;
		}
		RequestingClient client = new RequestingClient(claims, request, variables, this.certificates);
		for (RequirementCondition condition : this.requireAll) {
			if (condition.test(client) != Answer.YES) {
				return refusal(condition, client, DenyReason.CLAIMS_REQUIRE_ALL);
			}
		}
		if (this.requireAny.length > 0 && !isAnyMet(client)) {
			return refusal(this.requireAny, client);
		}
		for (RequirementCondition condition : this.requireNone) {
			if (condition.test(client) != Answer.NO) {
				return refusal(condition, client, DenyReason.CLAIMS_REQUIRE_NONE);
			}
		}
		return null;
	}

	private static DenyReason refusal(RequirementCondition condition, RequestingClient client, DenyReason ofClaims) {
		return (condition instanceof ClaimCondition) ? ofClaims : client.certificateRefusal();
	}

	/** A client that has not met one on claims may meet it with another token. */
	private static DenyReason refusal(RequirementCondition[] alternatives, RequestingClient client) {
		return Arrays.stream(alternatives).anyMatch(ClaimCondition.class::isInstance) ? DenyReason.CLAIMS_REQUIRE_ANY
				: client.certificateRefusal();
	}

	/** Tests all conditions. */
	List<ClaimTrace> trace(Map<String, Object> claims, RequestFacts request, PathVariables variables) {
		RequestingClient client = new RequestingClient(claims, request, variables, this.certificates);
		List<ClaimTrace> traces = new ArrayList<>();
		Map<ClaimTrace.Group, RequirementCondition[]> groups = new EnumMap<>(ClaimTrace.Group.class);
		groups.put(ClaimTrace.Group.ALL, this.requireAll);
		groups.put(ClaimTrace.Group.ANY, this.requireAny);
		groups.put(ClaimTrace.Group.NONE, this.requireNone);
		groups.forEach((group, conditions) -> {
			for (int i = 0; i < conditions.length; i++) {
				RequestValueReader equal = conditions[i].equal();
				traces.add(new ClaimTrace(group, i, conditions[i].test(client),
						(equal != null) ? equal.read(request, variables) : null));
			}
		});
		return traces;
	}

	private boolean isAnyMet(RequestingClient client) {
		for (RequirementCondition condition : this.requireAny) {
			if (condition.test(client) == Answer.YES) {
				return true;
			}
		}
		return false;
	}

}
