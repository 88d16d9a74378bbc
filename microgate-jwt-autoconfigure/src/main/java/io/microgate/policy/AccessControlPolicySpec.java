package io.microgate.policy;

import java.util.List;

import io.microgate.constraint.AnyOf;
import io.microgate.constraint.AtLeastOneOf;
import io.microgate.constraint.AtMostOneOf;
import io.microgate.constraint.Cidr;
import io.microgate.constraint.ExactlyOneOf;
import io.microgate.constraint.FieldName;
import io.microgate.constraint.Marker;
import io.microgate.constraint.NotSupportedYet;
import io.microgate.constraint.Ref;
import io.microgate.constraint.Required;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.MatcherSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code AccessControlPolicy.spec}: who may do what on the routes it is attached to.
 *
 * @param targetRefs The routes.
 * @param policies Entries, of which the first whose conditions match decides.
 */
@ConfigurationPropertiesSource
public record AccessControlPolicySpec(
		@Required @Size(min = 1, max = 16) @UniqueItems @Nullable List<TargetRef> targetRefs,
		@Required @Size(min = 1, max = 128) @Nullable List<PolicySpec> policies) {

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
	 */
	@ConfigurationPropertiesSource
	@NotSupportedYet({ "identityPropagation", "tokenExchange" })
	public record PolicySpec(@Nullable RequestConditions requestConditions,
			@Required @Nullable Authorization authorization) {
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
	 */
	@AtMostOneOf({ "requireAny", "requireAll", "deny" })
	@NotSupportedYet("ensured")
	public record Authorization(@Nullable Authentication authentication, @Nullable Marker deny,
			@Size(min = 1, max = 64) @Nullable List<Requirement> requireAll,
			@Size(min = 1, max = 64) @Nullable List<Requirement> requireAny) {
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
	 */
	public record JwtAuthentication(@Required @Nullable Ref jwtRef) {
	}

	/**
	 * {@code requireAll[]} and {@code requireAny[]}.
	 *
	 * @param jwt Requirement on a claim of the token.
	 */
	@ConfigurationPropertiesSource
	@ExactlyOneOf("jwt")
	@NotSupportedYet({ "clientCertificate", "oidc", "tokenExchange" })
	public record Requirement(@Nullable JwtRequirement jwt) {
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
	public record Claim(@Required @Size(min = 1, max = 256) @Nullable String name, @Nullable MatcherSpec value) {
	}

}
