package io.microgate.policy;

import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.Cidr;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.GoDuration;
import io.microgate.constraint.Marker;
import io.microgate.constraint.NotSupportedYet;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Ref;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import io.microgate.match.StringMatcherSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code AccessControlPolicy.spec}: who may do what on the routes it is attached to.
 *
 * @param targetRefs The routes.
 * @param policies Entries, of which the first whose conditions match decides.
 * @param extensions Settings that the CR does not have.
 */
@ConfigurationPropertiesSource
public record AccessControlPolicySpec(
		@Required @Size(min = 1, max = 16) @UniqueItems @Nullable List<TargetRef> targetRefs,
		@Required @Size(min = 1, max = 128) @Nullable List<PolicySpec> policies, @DefaultValue Extensions extensions) {

	/**
	 * What the CR does not have in the policy.
	 *
	 * @param stripToken Whether handlers and upstreams find no token where the JWT of an
	 * entry has it sent.
	 */
	public record Extensions(@DefaultValue("false") boolean stripToken) {
	}

	/**
	 * {@code targetRefs[]}.
	 *
	 * @param group API group of the route.
	 * @param kind Kind of the route.
	 * @param name Name of the route.
	 */
	@ConfigurationPropertiesSource
	public record TargetRef(
			@Required @DefaultValue("gateway.networking.k8s.io") @AnyOf("gateway.networking.k8s.io") String group,
			@Required @DefaultValue("HTTPRoute") @AnyOf("HTTPRoute") String kind,
			@Required @Size(min = 1, max = 253) @Nullable String name) {
	}

	/**
	 * {@code policies[]}.
	 *
	 * @param requestConditions Requests this entry is for, all when absent.
	 * @param authorization What is required.
	 * @param identityPropagation What of the client is passed on.
	 */
	@ConfigurationPropertiesSource
	@NotSupportedYet("tokenExchange")
	public record PolicySpec(@Nullable RequestConditions requestConditions,
			@Required @Nullable Authorization authorization, @Nullable IdentityPropagation identityPropagation) {
	}

	/**
	 * {@code policies[].identityPropagation}.
	 *
	 * @param actions What is passed on.
	 * @param onFailure What happens if a value cannot be passed on.
	 */
	public record IdentityPropagation(@Required @Size(min = 1, max = 64) @Nullable List<PropagationAction> actions,
			@Required @AnyOf("Pass") @Nullable String onFailure) {
	}

	/**
	 * {@code identityPropagation.actions[]}.
	 *
	 * @param identityPropagationRef The IdentityPropagation.
	 */
	@ConfigurationPropertiesSource
	public record PropagationAction(@Required @Nullable Ref identityPropagationRef) {
	}

	/**
	 * {@code requestConditions}: all that are set hold.
	 *
	 * @param path Condition on the decoded path.
	 * @param header Condition on a header.
	 * @param method The methods, compared exactly.
	 * @param mediaType Condition on type and subtype of 'Content-Type'.
	 * @param remoteIp Condition on the remote address.
	 * @param invert Whether the entry is for the requests that do not meet them all.
	 */
	@AtLeastOneOf({ "path", "header", "method", "remoteIp", "mediaType" })
	public record RequestConditions(@Nullable MatcherSpec path, @Nullable Header header,
			@Size(min = 1, max = 16) @UniqueItems @Nullable List<@AnyOf( {
					"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE" }) String> method,
			@Nullable CaselessMatcherSpec mediaType, @FieldName("remoteIP") @Nullable RemoteIp remoteIp,
			@DefaultValue("false") boolean invert){
	}

	/**
	 * {@code requestConditions.header}: both hold of the same header.
	 *
	 * @param name How the name is compared.
	 * @param value How a value is compared.
	 */
	@AtLeastOneOf({ "name", "value" })
	public record Header(@Nullable CaselessMatcherSpec name, @Nullable MatcherSpec value) {
	}

	/**
	 * {@code requestConditions.remoteIP}.
	 *
	 * @param cidrRanges Ranges, one of which contains the address.
	 * @param invert Whether none may contain it instead.
	 */
	public record RemoteIp(
			@Required @Size(min = 1,
					max = 1024) @UniqueItems @Nullable List<@Size(min = 1, max = 49) @Cidr String> cidrRanges,
			@DefaultValue("false") boolean invert) {
	}

	/**
	 * {@code authorization}; empty means open.
	 *
	 * @param authentication How the client is authenticated, not at all when absent.
	 * @param deny Every request gets 403.
	 * @param requireAll Requirements that are all met.
	 * @param requireAny Requirements of which one is met.
	 * @param extensions Settings that the CR does not have.
	 */
	@AtMostOneOf({ "requireAny", "requireAll", "deny" })
	@NotSupportedYet("ensured")
	public record Authorization(@Nullable Authentication authentication, @Nullable Marker deny,
			@Size(min = 1, max = 64) @Nullable List<Requirement> requireAll,
			@Size(min = 1, max = 64) @Nullable List<Requirement> requireAny,
			@DefaultValue AuthorizationExtensions extensions) {
	}

	/**
	 * What the CR does not have in {@code authorization}.
	 *
	 * @param requireAny Requirements of which one is met, beside 'requireAll'.
	 * @param requireNone Requirements of which none is met.
	 * @param stepUp How the user has authenticated (RFC 9470).
	 */
	public record AuthorizationExtensions(@Size(min = 1, max = 64) @Nullable List<Requirement> requireAny,
			@Size(min = 1, max = 64) @Nullable List<Requirement> requireNone, @Nullable StepUp stepUp) {
	}

	/**
	 * {@code authorization.extensions.stepUp}.
	 *
	 * @param acr Classes of authentication, one of which 'acr' is; any when absent.
	 * @param maxAge Longest time since 'auth_time', any when absent.
	 */
	@AtLeastOneOf({ "acr", "maxAge" })
	public record StepUp(
			@Size(min = 1,
					max = 64) @UniqueItems @Nullable List<@Size(min = 1, max = 256) @Pattern(value = "[!#-\\[\\]-~]*",
							rule = "must be printable ASCII without quotes, backslashes and spaces") String> acr,
			@GoDuration @Nullable String maxAge) {
	}

	/**
	 * {@code authorization.authentication}.
	 *
	 * @param jwt Authentication by a token.
	 */
	@ExactlyOneOf("jwt")
	@NotSupportedYet("oidc")
	public record Authentication(@Nullable JwtAuthentication jwt) {
	}

	/**
	 * {@code authorization.authentication.jwt}.
	 *
	 * @param jwtRef The JWT that says which token is acceptable.
	 * @param extensions Settings that the CR does not have.
	 */
	public record JwtAuthentication(@Required @Nullable Ref jwtRef, @DefaultValue JwtExtensions extensions) {
	}

	/**
	 * What the CR does not have in {@code authentication.jwt}.
	 *
	 * @param optional Whether a request without a token is let through.
	 */
	public record JwtExtensions(@DefaultValue("false") boolean optional) {
	}

	/**
	 * {@code requireAll[]}, {@code requireAny[]} and {@code requireNone[]}.
	 *
	 * @param jwt Requirement on a claim of the token.
	 * @param clientCertificate Requirement on the certificate of the client.
	 */
	@ConfigurationPropertiesSource
	@ExactlyOneOf({ "jwt", "clientCertificate" })
	@NotSupportedYet({ "oidc", "tokenExchange" })
	public record Requirement(@Nullable JwtRequirement jwt, @Nullable CertificateRequirement clientCertificate) {
	}

	/**
	 * {@code requireAll[].clientCertificate}.
	 *
	 * @param hash Requirement on the SHA-256 hash of the certificate.
	 * @param issuer Requirement on a field of the issuer's name.
	 * @param subject Requirement on a field of the subject's name.
	 * @param san Requirement on a subject alternative name.
	 */
	@ExactlyOneOf({ "hash", "issuer", "subject", "san" })
	public record CertificateRequirement(@Nullable CertificateHash hash, @Nullable CertificateName issuer,
			@Nullable CertificateName subject, @Nullable CertificateSan san) {
	}

	/**
	 * {@code clientCertificate.hash}.
	 *
	 * @param in Hashes, one of which the certificate has.
	 */
	public record CertificateHash(@Required @Nullable CertificateHashes in) {
	}

	/**
	 * {@code hash.in}.
	 *
	 * @param values SHA-256 hashes in hex, with or without colons.
	 * @param valuesFrom Where the hashes are.
	 */
	@ExactlyOneOf({ "values", "valuesFrom" })
	public record CertificateHashes(
			@Size(min = 1,
					max = 1024) @UniqueItems @Nullable List<@Size(min = 64, max = 95) @Pattern(
							value = CertificateHashList.HASH, rule = "must be a SHA-256 hash in hex") String> values,
			@Nullable HashesFrom valuesFrom) {
	}

	/**
	 * {@code hash.in.valuesFrom}.
	 *
	 * @param configMapRef The ConfigMap whose values are hashes.
	 */
	public record HashesFrom(@Required @Nullable Ref configMapRef) {
	}

	/**
	 * {@code clientCertificate.issuer} and {@code clientCertificate.subject}.
	 *
	 * @param field Field of the distinguished name.
	 * @param value How a value of the field is compared.
	 */
	public record CertificateName(@Required @AnyOf( {
			"CommonName", "Organization", "OrganizationalUnit", "Country", "State",
			"Locality" }) @Nullable String field, @Required @Nullable MatcherSpec value){
	}

	/**
	 * {@code clientCertificate.san}.
	 *
	 * @param type Type of the subject alternative name.
	 * @param value How a name of the type is compared.
	 */
	public record CertificateSan(@Required @AnyOf( {
			"DNS", "Email", "URI", "IPAddress" }) @Nullable String type, @Required @Nullable MatcherSpec value){
	}

	/**
	 * {@code requireAll[].jwt}.
	 *
	 * @param claim The claim that is required.
	 */
	public record JwtRequirement(@Required @Nullable Claim claim) {
	}

	/**
	 * {@code jwt.claim}.
	 *
	 * @param name Literal name of the claim.
	 * @param value How the value is compared; when absent the claim exists and is not
	 * null.
	 */
	public record Claim(@Required @Size(min = 1, max = 256) @Nullable String name, @Nullable ClaimValue value) {
	}

	/**
	 * {@code jwt.claim.value}: has a matcher, or what it equals among the extensions.
	 *
	 * @param matcher How the value is compared.
	 * @param extensions Settings that the CR does not have.
	 */
	public record ClaimValue(@Nullable StringMatcherSpec matcher, @DefaultValue ClaimValueExtensions extensions) {
	}

	/**
	 * What the CR does not have in {@code jwt.claim.value}.
	 *
	 * @param equals The part of the request that the claim equals, instead of a matcher.
	 */
	public record ClaimValueExtensions(@Nullable RequestValue equals) {
	}

	/**
	 * {@code jwt.claim.value.extensions.equals}.
	 *
	 * @param pathVariable A path variable that is a whole segment in every match of the
	 * routes.
	 * @param header A header field.
	 * @param queryParameter A parameter of the query string.
	 */
	@ExactlyOneOf({ "pathVariable", "header", "queryParameter" })
	public record RequestValue(@Size(min = 1, max = 256) @Nullable String pathVariable,
			@Size(min = 1, max = 256) @Pattern(value = "[-A-Za-z0-9!#$%&'*+.^_`|~]+",
					rule = "must be a field name, without spaces and colons") @Nullable String header,
			@Size(min = 1, max = 256) @Nullable String queryParameter) {
	}

}
