package io.microgate.runtime;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.decision.Decision;
import io.microgate.engine.DecisionTrace;
import io.microgate.engine.DecisionTracer;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.engine.RequestDecision;
import io.microgate.jwks.JwksSource;
import io.microgate.jwks.JwksSpec;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.TokenTrace;
import io.microgate.request.SentRequest;
import io.microgate.route.OpenPaths;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Explains how a configuration decides about a request. Decides with the code that
 * decides about requests, but fetches no keys, waits for none, remembers no token, and
 * notifies no listener.
 */
public final class ConfigurationExplainer {

	private final Supplier<CompiledConfiguration> configuration;

	private final String contextPath;

	private final Clock clock;

	private final DecisionTracer tracer;

	private final boolean assuming;

	/**
	 * Creates an explainer.
	 * @param configuration the configuration, asked for at each request
	 * @param openPaths the paths that are open by themselves
	 * @param contextPath the path under which the application is mounted, empty for the
	 * root
	 * @param clock the time of requests that name none
	 */
	public ConfigurationExplainer(Supplier<CompiledConfiguration> configuration, OpenPaths openPaths,
			String contextPath, Clock clock) {
		this(configuration, contextPath, clock, new DecisionTracer(openPaths, clock), false);
	}

	private ConfigurationExplainer(Supplier<CompiledConfiguration> configuration, String contextPath, Clock clock,
			DecisionTracer tracer, boolean assuming) {
		this.configuration = configuration;
		this.contextPath = contextPath;
		this.clock = clock;
		this.tracer = tracer;
		this.assuming = assuming;
	}

	/**
	 * Has a test say who sends a request without a token, as it did when the request was
	 * decided.
	 * @param change makes the decision point one of the test
	 * @param withoutToken sees each such request before it is decided
	 * @return an explainer with it
	 */
	public ConfigurationExplainer beforeDecision(UnaryOperator<PolicyDecisionPoint> change,
			Consumer<RequestDecision> withoutToken) {
		return new ConfigurationExplainer(this.configuration, this.contextPath, this.clock,
				this.tracer.beforeDecision(change, withoutToken), true);
	}

	/**
	 * Creates an explainer for a configuration that is not in force anywhere.
	 * @param configuration the configuration
	 * @param keySets JSON of the JWK sets by name of the JWKS; the keys of other JWKS are
	 * not available
	 * @param clock the time of requests that name none
	 * @return the explainer, which has no threads and reads no files
	 * @throws IllegalArgumentException if there is no such JWKS, or no usable key in a
	 * JWK set
	 */
	public static ConfigurationExplainer offline(CheckedConfiguration configuration, Map<String, byte[]> keySets,
			Clock clock) {
		return offline(OfflineCompiler.compile(configuration, keySets, clock), clock);
	}

	/**
	 * Creates an explainer for a configuration that is not in force anywhere, with keys
	 * that do not come from where it says.
	 * @param configuration the configuration
	 * @param keys gives the keys of a JWKS by its name and spec
	 * @param clock the time of requests that name none
	 * @return the explainer, which has no threads and reads no files
	 */
	public static ConfigurationExplainer offline(CheckedConfiguration configuration,
			BiFunction<String, JwksSpec, JwksSource> keys, Clock clock) {
		return offline(OfflineCompiler.compile(configuration, keys, clock), clock);
	}

	private static ConfigurationExplainer offline(CompiledConfiguration compiled, Clock clock) {
		return new ConfigurationExplainer(() -> compiled, OpenPaths.NONE, "", clock);
	}

	/**
	 * Explains how a request is decided.
	 * @param request the request
	 * @return what was looked at and what decided
	 */
	public Explanation explain(ExplainRequest request) {
		ExplainedToken token = ExplainedToken.of(request);
		Supplier<TokenTrace> record = () -> new TokenTrace(
				Objects.requireNonNullElseGet(request.time(), this.clock::instant), !token.signed());
		CompiledConfiguration compiled = this.configuration.get();
		BiFunction<JwtRule, SentRequest, SentRequest> sender = (rule, sent) -> send(rule, sent, request, compiled);
		return explain(compiled, this.tracer, read(request), token, record, sender);
	}

	/**
	 * Explains how a request that was received has been decided, with values of claims.
	 * @param request the request
	 * @param time when it was decided
	 * @return what was looked at and what decided
	 */
	public Explanation explain(SentRequest request, Instant time) {
		return explain(this.configuration.get(), this.tracer, request.at(time),
				new ExplainedToken(true, true, true, this.assuming), () -> new TokenTrace(time, false),
				(rule, sent) -> sent);
	}

	private static Explanation explain(CompiledConfiguration compiled, DecisionTracer tracer, SentRequest request,
			ExplainedToken token, Supplier<TokenTrace> record, BiFunction<JwtRule, SentRequest, SentRequest> sender) {
		DecisionTrace trace = tracer.trace(request, compiled.routes(), record.get(), sender);
		Predicate<SentRequest> allows = (changed) -> tracer.decide(changed, compiled.routes(), record.get(), sender)
			.allowed();
		return explain(new TracedConfiguration(compiled.configuration(), trace), request, token, allows);
	}

	/**
	 * Decides about a request without explaining how.
	 * @param request the request
	 * @return the decision; one that no route is for is refused, even if it is left to
	 * the application
	 */
	public Decision decide(ExplainRequest request) {
		CompiledConfiguration compiled = this.configuration.get();
		TokenTrace token = new TokenTrace(Objects.requireNonNullElseGet(request.time(), this.clock::instant),
				!ExplainedToken.of(request).signed());
		return this.tracer.decide(read(request), compiled.routes(), token,
				(rule, sent) -> send(rule, sent, request, compiled));
	}

	private static Explanation explain(TracedConfiguration traced, SentRequest request, ExplainedToken token,
			Predicate<SentRequest> allows) {
		boolean judged = traced.jwtName() != null;
		Explanation.Verdict verdict = new VerdictExplanation(traced, token).explain();
		return new Explanation(verdict, describe(request), new RouteExplanations(traced).explain(),
				new EntryExplanations(traced).explain(), judged ? explainSource(traced, token) : null,
				judged ? new RequirementExplanations(traced, token).explain() : List.of(),
				explainConditions(traced, token.showsValues()),
				(verdict.reason() != null) ? new SmallestChange(traced, allows).find() : null);
	}

	private static List<Explanation.ClaimCondition> explainConditions(TracedConfiguration traced, boolean values) {
		List<Explanation.ClaimCondition> conditions = new ArrayList<>(new ClaimExplanations(traced, values).explain());
		conditions.addAll(new StepUpExplanations(traced, values).explain());
		return conditions;
	}

	private static Explanation.Token explainSource(TracedConfiguration traced, ExplainedToken token) {
		return (token.assumed() && traced.trace().token().source() < 0)
				? new Explanation.Token("assumed by the test", List.of())
				: new TokenSources(traced.jwt()).explain(traced);
	}

	private static Explanation.Request describe(SentRequest request) {
		return new Explanation.Request(request.method(), request.host(), request.path(),
				(request.remoteAddress() != null) ? request.remoteAddress().getHostAddress() : null);
	}

	private SentRequest read(ExplainRequest request) {
		List<String> headers = new ArrayList<>(request.headers());
		if (request.host() != null) {
			headers.removeIf((line) -> line.substring(0, line.indexOf(':')).strip().equalsIgnoreCase(HttpHeaders.HOST));
			headers.add(HttpHeaders.HOST + ": " + request.host());
		}
		SentRequest sent = SentRequest.of(request.method(), request.target(), this.contextPath, headers,
				request.remoteAddress());
		SentRequest read = request.forwarded() ? sent.forwarded() : sent;
		SentRequest timed = (request.time() != null) ? read.at(request.time()) : read;
		return (request.certificate() != null) ? timed.withCertificate(request.certificate()) : timed;
	}

	/** Sends the token that is given beside the request, if there is one. */
	private static SentRequest send(JwtRule rule, SentRequest sent, ExplainRequest request,
			CompiledConfiguration compiled) {
		String token = (request.claims() != null) ? rule.verifier().unsigned(request.claims()) : request.token();
		return (token != null) ? sources(rule, compiled).send(sent, token) : sent;
	}

	private static TokenSources sources(JwtRule rule, CompiledConfiguration compiled) {
		return new TokenSources(Objects.requireNonNull(compiled.configuration().properties().jwts().get(rule.name())));
	}

}
