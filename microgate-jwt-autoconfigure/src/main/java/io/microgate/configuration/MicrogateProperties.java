package io.microgate.configuration;

import java.util.List;
import java.util.Map;

import io.microgate.certificate.ClientCertificateSpec;
import io.microgate.constraint.AnyOf;
import io.microgate.constraint.Pattern;
import io.microgate.constraint.Range;
import io.microgate.constraint.Size;
import io.microgate.constraint.UniqueItems;
import io.microgate.decision.ChallengeSpec;
import io.microgate.decision.RefusalsSpec;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtSpec;
import io.microgate.manifest.ManifestLoader;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.propagation.IdentityPropagationSpec;
import io.microgate.route.ProtectedResourceSpec;
import io.microgate.route.RouteSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code microgate}. Read by {@link SpecReader}, so that all problems
 * come out in one report; the annotation is there for the metadata.
 *
 * @param enabled Whether requests are decided by Microgate at all.
 * @param jwks Key sources by name, each with the content of a JWKS spec.
 * @param jwts Token rules by name, each with the content of a JWT spec.
 * @param accessControlPolicies Policies by name, each with the content of an
 * AccessControlPolicy spec.
 * @param identityPropagations What is passed on of a client, by name, each with the
 * content of an IdentityPropagation spec.
 * @param routes Routes by name, to which policies are attached.
 * @param secrets Directories by name, as resource locations, whose files are the keys of
 * a secret.
 * @param manifests Files or directories, as resource locations, of Kubernetes manifests
 * whose resources count as if they were written here.
 * @param namespace Namespace whose manifests are taken, with those that name none; needed
 * when there are several.
 * @param reload Whether changed manifests are enforced without a restart.
 * @param maxWaitingRequests How many requests may wait for keys at the same time, over
 * all JWKS. By default a quarter of the request threads of Tomcat or Jetty, 64 with
 * virtual threads, without limit on the reactive stack.
 * @param allowRewriting Names of beans that may read requests differently from what was
 * decided about them.
 * @param observability What operators see of decisions.
 * @param candidate Configurations that decide beside this one and never change a
 * response.
 * @param unmatchedRequests What happens to a request that no route matches, deny or pass.
 * @param clientCertificate Header field in which proxies pass on the certificate of a
 * client.
 * @param publicOrigins Where clients reach the application, each as
 * 'https://host[:port][/prefix]'.
 * @param protectedResources What clients are told about protected resources, by name.
 * @param challenge What every challenge says.
 * @param refusals What refusals look like.
 * @param manifestsNotEnforced Fields of manifests that are not enforced and are passed
 * over with a warning.
 * @param acceleratedSignatures Whether the Amazon Corretto Crypto Provider verifies
 * signatures when it is on the class path.
 * @param explorer Page that shows and explains the configuration.
 */
@ConfigurationProperties("microgate")
public record MicrogateProperties(@DefaultValue("true") boolean enabled, @DefaultValue Map<String, JwksSpec> jwks,
		@DefaultValue Map<String, JwtSpec> jwts,
		@DefaultValue Map<String, AccessControlPolicySpec> accessControlPolicies,
		@DefaultValue Map<String, IdentityPropagationSpec> identityPropagations,
		@DefaultValue Map<String, RouteSpec> routes, @DefaultValue Map<String, @Size(min = 1) String> secrets,
		@Size(min = 1) @Nullable List<@Pattern(value = ManifestLoader.LOCATION,
				rule = "must be the location of a file or directory, file: or classpath:") String> manifests,
		@Size(min = 1, max = 63) @Nullable String namespace, @DefaultValue("false") boolean reload,
		@Range(min = 1, max = 10_000) @Nullable Integer maxWaitingRequests,
		@Size(min = 1) @Nullable List<@Size(min = 1) String> allowRewriting,
		@DefaultValue ObservabilitySpec observability, @Nullable CandidateSpec candidate,
		@DefaultValue("deny") @AnyOf( {
				"deny", "pass" }) String unmatchedRequests,
		@Nullable ClientCertificateSpec clientCertificate,
		@Size(min = 1, max = 64) @UniqueItems @Nullable List<@Size(min = 1, max = 2048) String> publicOrigins,
		@DefaultValue Map<String, ProtectedResourceSpec> protectedResources, @DefaultValue ChallengeSpec challenge,
		@DefaultValue RefusalsSpec refusals,
		@Size(min = 1) @UniqueItems @Nullable List<@Size(min = 1) String> manifestsNotEnforced,
		@DefaultValue("true") boolean acceleratedSignatures, @DefaultValue Explorer explorer){

	/**
	 * The page of the module {@code microgate-jwt-explorer}.
	 *
	 * @param enabled Whether the page is served, by the module microgate-jwt-explorer.
	 */
	public record Explorer(@DefaultValue("false") boolean enabled) {
	}

}
