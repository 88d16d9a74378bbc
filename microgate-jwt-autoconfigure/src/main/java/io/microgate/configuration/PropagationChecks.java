package io.microgate.configuration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.propagation.IdentityPropagationSpec;
import io.microgate.propagation.PropagatedField;
import io.microgate.request.FieldNames;
import org.jspecify.annotations.Nullable;

/**
 * Rules of an IdentityPropagation and of the entries that refer to it, which constraints
 * do not express.
 */
final class PropagationChecks {

	private static final String ENTRIES = "accessControlPolicies.policies";

	private static final String ACTIONS = "identityPropagation.actions.identityPropagationRef.name";

	/** The names of IdentityPropagations in the entries of policies. */
	static final String REFERENCES = ENTRIES + "." + ACTIONS;

	/** RFC 9110 section 5.6.2. */
	private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9!#$%&'*+.^_`|~]+");

	/**
	 * What servers, proxies and Microgate itself read to find out where a request comes
	 * from and goes to, where it begins and ends, and what its body is.
	 */
	private static final FieldNames RESERVED = FieldNames.of(List.of("Host", "Cookie", "Content-Length", "Content-Type",
			"Content-Encoding", "Transfer-Encoding", "Trailer", "TE", "Expect", "Connection", "Keep-Alive", "Upgrade",
			"HTTP2-Settings", "Forwarded", "Via", "X-Real-IP", "Origin", "DPoP", "Client-Cert", "Client-Cert-Chain"));

	private static final List<String> RESERVED_PREFIXES = List.of("x-forwarded", "proxy-", "access-control-request-");

	private final Problems problems;

	PropagationChecks(Problems problems) {
		this.problems = problems;
	}

	void check(MicrogateProperties properties) {
		for (SpecElement<String> name : SpecElement.find(properties, "identityPropagations.header.name",
				String.class)) {
			checkName(name);
		}
		for (SpecElement<PolicySpec> entry : SpecElement.find(properties, ENTRIES, PolicySpec.class)) {
			checkDeny(entry);
			checkDuplicates(entry, properties.identityPropagations());
		}
	}

	private void checkName(SpecElement<String> name) {
		if (name.spec().isEmpty()) {
			return;
		}
		if (!TOKEN.matcher(name.spec()).matches()) {
			this.problems.add(name.path(), name.spec(), "must be the name of a header field",
					"Use letters, digits and !#$%&'*+-.^_`|~ only");
		}
		else if (isReserved(name.spec())) {
			this.problems.add(name.path(), name.spec(),
					"must not be a header field that servers, proxies or Microgate read themselves",
					"Choose a name of the application, such as X-User");
		}
	}

	private static boolean isReserved(String name) {
		String uniform = FieldNames.uniform(name);
		return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(uniform::startsWith);
	}

	/** No request of such an entry goes on. */
	private void checkDeny(SpecElement<PolicySpec> entry) {
		PolicySpec spec = entry.spec();
		if (spec.identityPropagation() != null && spec.authorization() != null && spec.authorization().deny() != null) {
			this.problems.add(entry.path().child("identityPropagation"), null, "cannot be set together with 'deny'",
					"Remove one of them");
		}
	}

	private void checkDuplicates(SpecElement<PolicySpec> entry, Map<String, IdentityPropagationSpec> propagations) {
		Map<String, String> firsts = new HashMap<>();
		for (SpecElement<String> reference : entry.find(ACTIONS, String.class)) {
			String field = fieldName(propagations.get(reference.spec()));
			String first = (field != null) ? firsts.putIfAbsent(FieldNames.uniform(field), reference.spec()) : null;
			if (first != null) {
				this.problems.add(reference.path(), reference.spec(),
						"must not set the header field '%s', which '%s' of the same entry sets".formatted(field, first),
						"Remove one of the two, or change the name of its field");
			}
		}
	}

	/** What is wrong with others has been reported. */
	private static @Nullable String fieldName(@Nullable IdentityPropagationSpec spec) {
		if (spec == null || (spec.bearerToken() == null && (spec.header() == null || spec.header().name() == null))) {
			return null;
		}
		return PropagatedField.name(spec);
	}

}
