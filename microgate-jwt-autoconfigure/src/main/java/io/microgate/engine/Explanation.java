package io.microgate.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Explains the decision about one request: what was looked at, in this order, and what
 * decided. Written as JSON by the endpoint and the command line. Places are
 * {@code file:line}. Nothing of a token is in it, nor values of claims unless they were
 * asked for, nor the values that conditions on headers ask for.
 *
 * @param verdict the decision
 * @param request the request as it was read
 * @param routes the routes that were considered, the one that takes the request first
 * @param entries the entries of the policy up to the one that decides, in their order
 * @param token where the token was looked for, {@code null} if it was not looked for
 * @param requirements which checks the token passed in each entry of {@code requireAny}
 * @param claims the conditions on claims
 * @param change the smallest change that turns the verdict, {@code null} if the request
 * is allowed or no change is known
 */
public record Explanation(Verdict verdict, Request request, List<Route> routes, List<Entry> entries,
		@Nullable Token token, List<Requirement> requirements, List<ClaimCondition> claims, @Nullable Change change) {

	/**
	 * The decision.
	 *
	 * @param outcome {@code allow} or {@code deny}
	 * @param provided what the outcome depends on, such as "the signature is good";
	 * {@code null} if everything was checked
	 * @param reason code of the reason, {@code null} if the request is allowed
	 * @param status HTTP status of the refusal, {@code null} if the request is allowed
	 * @param route name of the route, {@code null} if there is none
	 * @param policy name of the policy, {@code null} if there is none
	 * @param entry position of the entry that decides, from 0; {@code null} if none does
	 * @param place where what decides is written, {@code null} if nothing written decides
	 * @param jwt name of the JWT that the entry asks for, {@code null} for none
	 * @param jwks name of the JWKS that the outcome is about, {@code null} for none
	 * @param expected what the configuration expects, in one sentence
	 */
	public record Verdict(String outcome, @Nullable String provided, @Nullable String reason, @Nullable Integer status,
			@Nullable String route, @Nullable String policy, @Nullable Integer entry, @Nullable String place,
			@Nullable String jwt, @Nullable String jwks, String expected) {
	}

	/**
	 * The request as it was read.
	 *
	 * @param method the method
	 * @param host the host
	 * @param path the path, decoded
	 * @param remoteAddress the address of the client, {@code null} if it is not known
	 */
	public record Request(String method, String host, String path, @Nullable String remoteAddress) {
	}

	/**
	 * A match of a route for one host.
	 *
	 * @param name name of the route
	 * @param match what the match asks for, in words
	 * @param place where it is written
	 * @param outcome {@code chosen}, {@code not matched}, {@code less specific} if it
	 * matches and another is chosen, or {@code without policy}
	 * @param because what does not match or why another is chosen, {@code null} for the
	 * one that is chosen
	 */
	public record Route(String name, String match, @Nullable String place, String outcome, @Nullable String because) {
	}

	/**
	 * An entry of the policy.
	 *
	 * @param number its position from 0
	 * @param place where it is written
	 * @param outcome {@code decides}, {@code not met}, {@code unknown} if its conditions
	 * cannot be compared, so that no later one decides, or {@code not reached}
	 * @param because the condition that is not met, {@code null} if all are
	 * @param asks what it asks of a client, without values of claims
	 */
	public record Entry(int number, @Nullable String place, String outcome, @Nullable String because, String asks) {
	}

	/**
	 * Where the token was looked for.
	 *
	 * @param outcome {@code found}, {@code missing}, {@code refused} because of how it
	 * was sent, or {@code assumed by the test}
	 * @param sources the sources in their order
	 */
	public record Token(String outcome, List<Source> sources) {
	}

	/**
	 * A source of tokens.
	 *
	 * @param source what it is, such as {@code cookie 'session'}
	 * @param place where it is written, {@code null} for the default
	 * @param outcome {@code absent}, {@code used}, {@code refused} or {@code not reached}
	 */
	public record Source(String source, @Nullable String place, String outcome) {
	}

	/**
	 * The checks of the token by an entry of {@code requireAny}.
	 *
	 * @param number its position from 0
	 * @param place where it, or what the token fails at, is written
	 * @param jwks name of its JWKS
	 * @param steps the checks, in their order, up to the first that fails
	 */
	public record Requirement(int number, @Nullable String place, String jwks, List<Step> steps) {
	}

	/**
	 * A check of a token.
	 *
	 * @param step what is checked: {@code structure}, {@code type}, {@code algorithm},
	 * {@code key}, {@code signature}, {@code issuer}, {@code audience}, {@code subject},
	 * {@code claims}, {@code time}, {@code revocation} or {@code binding}
	 * @param outcome {@code met}, {@code not met} or {@code not checked}
	 * @param expected what is configured
	 * @param actual what the token has, only if values of claims were asked for
	 */
	public record Step(String step, String outcome, String expected, @Nullable String actual) {
	}

	/**
	 * A condition on a claim, or on the certificate of the client.
	 *
	 * @param group {@code requireAll}, {@code requireAny}, {@code requireNone} or
	 * {@code stepUp}
	 * @param number its position from 0
	 * @param place where it is written
	 * @param claim name of the claim, {@code clientCertificate} for the certificate
	 * @param outcome {@code met}, {@code not met} or {@code not comparable}
	 * @param expected what is configured
	 * @param actual what the token has, only if values of claims were asked for
	 */
	public record ClaimCondition(String group, int number, @Nullable String place, String claim, String outcome,
			String expected, @Nullable String actual) {
	}

	/**
	 * The smallest change that turns a refusal.
	 *
	 * @param kind {@code claim} of the token, {@code token} as a whole, {@code request}
	 * or {@code configuration}
	 * @param target what to change: the name of a claim, {@code exp}, {@code method},
	 * {@code path}, {@code host}, {@code header 'name'}, {@code source}, or a property
	 * @param value the value to give to it as JSON, {@code null} if there is no single
	 * one, or it must not be shown
	 * @param place the line to look at, {@code null} for none
	 * @param text the change in one sentence
	 */
	public record Change(String kind, String target, @Nullable String value, @Nullable String place, String text) {
	}

}
