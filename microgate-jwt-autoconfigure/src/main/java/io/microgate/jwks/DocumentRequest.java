package io.microgate.jwks;

import java.util.Map;
import java.util.TreeMap;

import io.microgate.tls.JwksTls;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one document of a fetch.
 */
final class DocumentRequest {

	private static final String ACCEPT = "application/jwk-set+json, application/json";

	private static final String USER_AGENT = "Java-http-client/" + System.getProperty("java.version");

	private final FetchPlan plan;

	private final FetchMaterial material;

	private final FetchTarget target;

	private volatile String awaited = "no complete answer";

	/** The one that was found last. */
	private volatile @Nullable FetchProxy proxy;

	/**
	 * Creates a request.
	 * @param plan how documents are fetched
	 * @param material what the plan's files hold
	 * @param target where the document is
	 */
	DocumentRequest(FetchPlan plan, FetchMaterial material, FetchTarget target) {
		this.plan = plan;
		this.material = material;
		this.target = target;
		this.proxy = plan.proxy();
	}

	FetchPlan plan() {
		return this.plan;
	}

	FetchTarget target() {
		return this.target;
	}

	JwksTls tls() {
		return this.material.tls();
	}

	@Nullable String proxyAuthorization() {
		return this.material.proxyAuthorization();
	}

	/**
	 * Finds the proxy, which may take long if the JVM asks the system.
	 * @return the configured one, else that of the JVM, {@code null} for a direct
	 * connection
	 */
	@Nullable FetchProxy findProxy() {
		FetchProxy configured = this.plan.proxy();
		FetchProxy found = (configured != null) ? configured : FetchProxy.ofJvm(this.target.uri());
		this.proxy = found;
		return found;
	}

	/** Whether the document is the provider's metadata, not a key set. */
	boolean isForMetadata() {
		return this.plan.discovery() != null && this.target.equals(this.plan.uri());
	}

	/** Whether the configured header fields may be sent to where the document is. */
	boolean isForConfiguredHost() {
		return this.plan.uri().isSameOrigin(this.target);
	}

	/** Header fields of the request, those of the configuration first. */
	Map<String, String> fields() {
		Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		if (isForConfiguredHost()) {
			fields.putAll(this.material.fields());
		}
		fields.putIfAbsent("Accept", ACCEPT);
		fields.putIfAbsent("User-Agent", USER_AGENT);
		return fields;
	}

	/** Hides what a server repeats of the secrets that the request carries. */
	String withoutSecrets(String text) {
		return this.material.hide(text);
	}

	/** Says what the other side owes, for when the deadline is over. */
	void await(String awaited) {
		this.awaited = awaited;
	}

	FetchException overdue(String limit) {
		return FetchFailure.at(where(), new FetchException(this.awaited + " within " + limit));
	}

	/** Says where the document was to come from. */
	String where() {
		FetchProxy proxy = this.proxy;
		boolean named = this.plan.discovery() != null && !isForMetadata();
		return this.target + (named ? ", the jwks_uri of " + this.plan.uri() : "")
				+ ((proxy != null) ? " through the proxy " + proxy : "");
	}

	/** Leaves out what is secret. */
	@Override
	public String toString() {
		return "GET " + where();
	}

}
