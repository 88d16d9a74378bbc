package io.microgate.runtime;

import java.util.Objects;
import java.util.function.Predicate;

import io.microgate.engine.DecisionTrace;
import io.microgate.engine.Explanation.Change;
import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.ExampleText;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import io.microgate.policy.Answer;
import io.microgate.policy.RuleTrace;
import io.microgate.request.SentRequest;
import io.microgate.route.ExpandedMatch;
import io.microgate.route.RouteTrace;
import org.jspecify.annotations.Nullable;

/**
 * Finds changes of a request that no route or no entry takes. A change that allows the
 * request comes before one that only leads to an entry.
 */
final class RequestChanges {

	/** Each costs as much as a decision. */
	private static final int MAX_TRIED = 16;

	private final TracedConfiguration traced;

	private final DecisionTrace trace;

	private final Predicate<SentRequest> allows;

	private @Nullable Change fallback;

	private int tried;

	RequestChanges(TracedConfiguration traced, Predicate<SentRequest> allows) {
		this.traced = traced;
		this.trace = traced.trace();
		this.allows = allows;
	}

	Change forRoute() {
		for (RouteTrace route : this.trace.routes()) {
			Change change = route.governed() ? forRoute(route) : withoutPolicy(route);
			if (change != null) {
				return change;
			}
		}
		return (this.fallback != null) ? this.fallback : new Change(SmallestChange.CONFIGURATION, "microgate.routes",
				null, null, "Add a route for the path of the request");
	}

	private @Nullable Change withoutPolicy(RouteTrace route) {
		return (route.mismatch() == null) ? new Change(SmallestChange.CONFIGURATION,
				"microgate.routes." + route.match().route(), null, RouteExplanations.place(this.traced, route.match()),
				"Attach an access control policy to route '%s'".formatted(route.match().route())) : null;
	}

	private @Nullable Change forRoute(RouteTrace route) {
		ExpandedMatch match = route.match();
		String place = RouteExplanations.place(this.traced, match);
		SentRequest request = this.trace.request();
		if (route.mismatch() == null) {
			return null;
		}
		return switch (route.mismatch()) {
			case METHOD -> change("method", Objects.requireNonNull(match.method()), place,
					request.withMethod(Objects.requireNonNull(match.method())));
			case HOST -> host(match, place);
			case PATH -> path(match.path().example(), place);
			case HEADER -> remember("header '%s'".formatted(route.name()), place);
			case QUERY_PARAMETER -> remember("query parameter '%s'".formatted(route.name()), place);
		};
	}

	private @Nullable Change host(ExpandedMatch match, @Nullable String place) {
		String host = match.hostname().startsWith("*.") ? "www" + match.hostname().substring(1) : match.hostname();
		return change("host", host, place, this.trace.request().withHost(host));
	}

	private @Nullable Change path(@Nullable String path, @Nullable String place) {
		if (path == null || !path.startsWith("/")) {
			return remember("path", place);
		}
		return change("path", path, place, this.trace.request().withPath(path));
	}

	Change forEntry() {
		for (RuleTrace rule : this.trace.rules()) {
			RequestConditions conditions = this.traced.entry(rule.rule()).requestConditions();
			if (rule.answer() == Answer.NO && conditions != null && rule.condition() != null) {
				Change change = forEntry(rule, conditions);
				if (change != null) {
					return change;
				}
			}
		}
		String policy = this.trace.rules().get(0).rule().reference().policy();
		return (this.fallback != null) ? this.fallback
				: new Change(SmallestChange.CONFIGURATION,
						"microgate.access-control-policies.%s.policies".formatted(policy), null,
						this.traced.placeOfPolicy(policy), "Add an entry for the request");
	}

	private @Nullable Change forEntry(RuleTrace rule, RequestConditions conditions) {
		String component = Objects.requireNonNull(rule.condition());
		String place = this.traced.placeIn(rule.rule(), "requestConditions", component);
		return switch (component) {
			case "method" -> method(Objects.requireNonNull(conditions.method()), place);
			case "path" ->
				path(ExampleText.of(Objects.requireNonNull(Objects.requireNonNull(conditions.path()).matcher()),
						(text) -> text.startsWith("/")), place);
			case "mediaType" -> mediaType(conditions, place);
			case "header" -> remember(header(conditions), place);
			default -> remember("remoteAddress", place);
		};
	}

	private @Nullable Change method(Iterable<String> methods, @Nullable String place) {
		for (String method : methods) {
			Change change = change("method", method, place, this.trace.request().withMethod(method));
			if (change != null) {
				return change;
			}
		}
		return null;
	}

	private @Nullable Change mediaType(RequestConditions conditions, @Nullable String place) {
		String exact = Objects.requireNonNull(Objects.requireNonNull(conditions.mediaType()).matcher()).exact();
		boolean absent = this.trace.request().headers("Content-Type").isEmpty();
		return (exact != null && absent)
				? change("header 'Content-Type'", exact, place, this.trace.request().withHeader("Content-Type", exact))
				: remember("header 'Content-Type'", place);
	}

	private static String header(RequestConditions conditions) {
		CaselessMatcherSpec name = Objects.requireNonNull(conditions.header()).name();
		String exact = (name != null) ? Objects.requireNonNull(name.matcher()).exact() : null;
		return (exact != null) ? "header '%s'".formatted(exact) : "header";
	}

	/** A path that ends in a slash has two readings. */
	Change forReading() {
		String path = this.trace.request().path();
		if (path.length() > 1 && path.endsWith("/")) {
			String slashless = path.substring(0, path.length() - 1);
			Change change = change("path", slashless, null, this.trace.request().withPath(slashless));
			if (change != null) {
				return change;
			}
		}
		return new Change(SmallestChange.REQUEST, "path", null, null,
				"Send a path, host, query and header fields that every part of the application reads alike");
	}

	private @Nullable Change change(String target, String value, @Nullable String place, SentRequest changed) {
		Change change = new Change(SmallestChange.REQUEST, target, ClaimValueText.quote(value), place,
				"Send the request with %s %s".formatted(target, value));
		if (this.tried < MAX_TRIED && this.allows.test(changed)) {
			return change;
		}
		this.tried++;
		this.fallback = (this.fallback != null) ? this.fallback : change;
		return null;
	}

	/** What has no single value, or one that must not be shown. */
	private @Nullable Change remember(String target, @Nullable String place) {
		if (this.fallback == null) {
			this.fallback = new Change(SmallestChange.REQUEST, target, null, place,
					"Send the request with a %s as this line asks for".formatted(target));
		}
		return null;
	}

}
