package io.microgate.configuration;

import java.util.Map;
import java.util.function.BiConsumer;

import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.propagation.IdentityPropagationSpec;
import io.microgate.propagation.IdentityPropagationSpec.Source;
import io.microgate.propagation.PropagatedField;
import io.microgate.request.FieldNames;

import org.springframework.http.HttpHeaders;

/**
 * What is allowed in identity propagations but may do something else than one thinks.
 */
final class PropagationWarnings {

	private final MicrogateProperties properties;

	private final BiConsumer<SpecElement<?>, String> warnings;

	PropagationWarnings(MicrogateProperties properties, BiConsumer<SpecElement<?>, String> warnings) {
		this.properties = properties;
		this.warnings = warnings;
	}

	void check() {
		for (SpecElement<PolicySpec> entry : SpecElement.find(this.properties, "accessControlPolicies.policies",
				PolicySpec.class)) {
			checkEntry(entry);
		}
		if ("pass".equals(this.properties.unmatchedRequests())) {
			SpecElement.find(this.properties, "identityPropagations", IdentityPropagationSpec.class)
				.forEach(this::checkUnmatched);
		}
	}

	/** Without a token nothing can be taken from one. */
	private void checkEntry(SpecElement<PolicySpec> entry) {
		boolean authenticated = entry.spec().authorization() != null
				&& entry.spec().authorization().authentication() != null;
		for (SpecElement<String> name : entry.find("identityPropagation.actions.identityPropagationRef.name",
				String.class)) {
			if (!authenticated && isFromToken(this.properties.identityPropagations(), name.spec())) {
				this.warnings.accept(name, "never sets its header field, because the entry has no authentication");
			}
		}
	}

	private static boolean isFromToken(Map<String, IdentityPropagationSpec> propagations, String name) {
		IdentityPropagationSpec spec = propagations.get(name);
		Source source = (spec != null) ? PropagatedField.source(spec) : null;
		return source != null && source.jwt() != null;
	}

	/** Other filter chains authenticate with it. */
	private void checkUnmatched(SpecElement<IdentityPropagationSpec> propagation) {
		String name = PropagatedField.name(propagation.spec());
		if (FieldNames.uniform(name).equals(FieldNames.uniform(HttpHeaders.AUTHORIZATION))) {
			this.warnings.accept(propagation,
					"removes the header field 'Authorization' from every request, those included that no route matches"
							+ " and that other filter chains authenticate");
		}
	}

}
