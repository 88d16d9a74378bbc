package io.microgate.runtime;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.microgate.configuration.CheckedConfiguration;
import io.microgate.engine.DecisionTrace;
import io.microgate.engine.DecisionTracer;
import io.microgate.engine.ExplainRequest;
import io.microgate.engine.Explanation;
import io.microgate.jwt.JwtRule;
import io.microgate.jwt.TokenTrace;
import io.microgate.request.SentRequest;
import io.microgate.route.OpenPaths;

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
		this.configuration = configuration;
		this.contextPath = contextPath;
		this.clock = clock;
		this.tracer = new DecisionTracer(openPaths, clock);
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
		CompiledConfiguration compiled = OfflineCompiler.compile(configuration, keySets, clock);
		return new ConfigurationExplainer(() -> compiled, OpenPaths.NONE, "", clock);
	}

	/**
	 * Explains how a request is decided.
	 * @param request the request
	 * @return what was looked at and what decided
	 */
	public Explanation explain(ExplainRequest request) {
		CompiledConfiguration compiled = this.configuration.get();
		ExplainedToken token = ExplainedToken.of(request);
		Supplier<TokenTrace> record = () -> new TokenTrace(
				Objects.requireNonNullElseGet(request.time(), this.clock::instant), !token.signed());
		BiFunction<JwtRule, SentRequest, SentRequest> sender = (rule, sent) -> send(rule, sent, request, compiled);
		SentRequest sent = read(request);
		DecisionTrace trace = this.tracer.trace(sent, compiled.routes(), record.get(), sender);
		Predicate<SentRequest> allows = (
				changed) -> this.tracer.decide(changed, compiled.routes(), record.get(), sender).allowed();
		return explain(new TracedConfiguration(compiled.configuration(), trace), sent, token, allows);
	}

	private static Explanation explain(TracedConfiguration traced, SentRequest request, ExplainedToken token,
			Predicate<SentRequest> allows) {
		boolean judged = traced.jwtName() != null;
		Explanation.Verdict verdict = new VerdictExplanation(traced, token).explain();
		return new Explanation(verdict, describe(request), new RouteExplanations(traced).explain(),
				new EntryExplanations(traced).explain(), judged ? new TokenSources(traced.jwt()).explain(traced) : null,
				judged ? new RequirementExplanations(traced, token).explain() : List.of(),
				new ClaimExplanations(traced, token.showsValues()).explain(),
				(verdict.reason() != null) ? new SmallestChange(traced, allows).find() : null);
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
		return request.forwarded() ? sent.forwarded() : sent;
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
