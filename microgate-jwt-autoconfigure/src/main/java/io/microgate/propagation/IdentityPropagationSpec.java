package io.microgate.propagation;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.NotSupportedYet;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;

/**
 * {@code IdentityPropagation.spec}: what of a client is passed on, and where.
 *
 * @param header A header field with the value of the source.
 * @param bearerToken The 'Authorization' header field with scheme 'Bearer' and the value
 * of the source.
 */
@ConfigurationPropertiesSource
@ExactlyOneOf({ "header", "bearerToken" })
public record IdentityPropagationSpec(@Nullable Header header, @Nullable BearerToken bearerToken) {

	/**
	 * {@code header}.
	 *
	 * @param name Name of the header field.
	 * @param value The value of the header field.
	 */
	public record Header(@Required @Size(min = 1, max = 256) @Nullable String name, @Required @Nullable Value value) {
	}

	/**
	 * {@code header.value}.
	 *
	 * @param source Where the value comes from.
	 */
	public record Value(@Required @Nullable Source source) {
	}

	/**
	 * {@code bearerToken}.
	 *
	 * @param source Where the value comes from.
	 */
	public record BearerToken(@Required @Nullable Source source) {
	}

	/**
	 * {@code source}.
	 *
	 * @param clientCertificate The certificate of the client.
	 * @param jwt The token of the client.
	 */
	@ExactlyOneOf({ "clientCertificate", "jwt" })
	@NotSupportedYet(value = { "metadata", "oidc", "tokenExchange" }, listedBelow = "identityPropagation")
	public record Source(@Nullable CertificateValue clientCertificate, @Nullable JwtValue jwt) {
	}

	/**
	 * {@code source.jwt}.
	 *
	 * @param claim Names of members, separated by dots, from the claims down to the
	 * value; the token itself when absent.
	 */
	public record JwtValue(@Size(min = 1, max = 1024) @Nullable String claim) {
	}

	/**
	 * {@code source.clientCertificate}; the certificate itself when empty.
	 *
	 * @param issuer A field of the issuer's name.
	 * @param subject A field of the subject's name.
	 * @param san A subject alternative name.
	 */
	@AtMostOneOf({ "issuer", "subject", "san" })
	public record CertificateValue(@Nullable NameField issuer, @Nullable NameField subject,
			@Nullable AlternativeName san) {
	}

	/**
	 * A field of a distinguished name.
	 *
	 * @param field The field.
	 */
	public record NameField(@Required @AnyOf( {
			"CommonName", "Organization", "OrganizationalUnit", "Country", "State",
			"Locality" }) @Nullable String field){
	}

	/**
	 * {@code san}.
	 *
	 * @param type Type of the name.
	 */
	public record AlternativeName(@Required @AnyOf( {
			"DNS", "Email", "URI", "IPAddress" }) @Nullable String type){
	}

}
