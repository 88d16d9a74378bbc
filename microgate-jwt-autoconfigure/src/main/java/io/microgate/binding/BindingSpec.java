package io.microgate.binding;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.GoDuration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code extensions.binding} of a JWT: how tokens are bound to their sender.
 *
 * @param required Binding that every token must have, dpop, certificate or any; without
 * it also tokens that are bound to nothing are accepted.
 * @param proofAge Longest time since a proof was issued.
 */
@ConfigurationPropertiesSource
public record BindingSpec(@AnyOf( {
		"dpop", "certificate", "any" }) @Nullable String required,
		@DefaultValue(BindingSpec.DEFAULT_PROOF_AGE) @GoDuration String proofAge){

	/**
	 * Longest time since a proof was issued when nothing is configured.
	 */
	public static final String DEFAULT_PROOF_AGE = "60s";

}
