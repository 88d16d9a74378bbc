package io.microgate.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.microgate.policy.PolicyResources;
import io.microgate.constraint.Marker;
import io.microgate.decision.DenyReason;
import io.microgate.match.ExpressionBudget;
import io.microgate.policy.AccessControlPolicySpec;
import io.microgate.policy.AccessControlPolicySpec.Authorization;
import io.microgate.policy.AccessControlPolicySpec.PolicySpec;
import io.microgate.policy.Authorizations;
import io.microgate.policy.Policy;
import io.microgate.request.RequestFacts;
import io.microgate.request.TestRequest;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteSpec;
import io.microgate.route.RouteSpec.Match;
import io.microgate.route.RouteSpec.PathMatch;
import io.microgate.route.RouteSpec.ValueMatch;
import io.microgate.route.RouteTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that what answers them may read in another way than route matches do are
 * refused where that makes a difference.
 */
class OtherReadingTests {

	private final Map<String, RouteSpec> routes = new LinkedHashMap<>();

	OtherReadingTests() {
		this.routes.put("open", new RouteSpec(null, List.of("/**"), null));
		this.routes.put("words", query(new ValueMatch("Exact", "mode", "delete all")));
		this.routes.put("name", query(new ValueMatch("Exact", "a b", "1")));
		this.routes.put("list", query(new ValueMatch("Exact", "tag[]", "1")));
		this.routes.put("slash", new RouteSpec(null, null, List.of(new Match(new PathMatch("Exact", "/s"), null,
				List.of(new ValueMatch("Exact", "mode", "delete all")), null))));
	}

	@ParameterizedTest
	@CsvSource({ "/x?mode=delete%20all, policy.deny", "/x?mode=delete+all, request.path", "/x?mode=other+words, ",
			"/x?a+b=1, request.path", "/x?a+b=2, ", "/x?mode=delete+all&mode=delete%20all, policy.deny", "/x?q=1+1, ",
			"/s/?mode=delete+all, request.path" })
	void resolveWhenQueryHasPlusThenBothReadingsComeToTheSameRoute(String target, String reason) {
		assertThat(reason(TestRequest.parse("GET h" + target))).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "/x?=mode=delete%20all, request.path", "/x?==mode=delete%20all, request.path",
			"/x?q=1&=mode=delete%20all, request.path", "/x?&&=mode=delete%20all, request.path",
			"/x?=mode=delete+all, request.path", "/x?=%6dode=delete%20all, request.path", "/x?=a%20b=1, request.path",
			"/x?=a+b=1, request.path", "/s/?=mode=delete%20all, request.path", "/x?=mode=other, ", "/x?=q=1, ",
			"/x?=, ", "/x?==&=, ", "/x?mode==delete%20all, ", "/x?q==mode=delete%20all, ",
			"/x?mode=delete%20all&=mode=other, policy.deny", "/x?mode=delete%20all&=mode=delete%20all, policy.deny" })
	void resolveWhenEqualsSignIsInFrontOfNameThenBothReadingsComeToTheSameRoute(String target, String reason) {
		assertThat(reason(TestRequest.parse("GET h" + target))).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "/x?mode[]=delete%20all, request.path", "/x?mode%5B%5D=delete+all, request.path",
			"/x?%6dode%5b%5d=delete%20all, request.path", "/x?!mode=delete%20all, request.path",
			"/x?%21mode=delete%20all, request.path", "/x?=!mode[]=delete%20all, request.path", "/x?mode[]=other, ",
			"/x?mode[0]=delete%20all, ", "/x?q=mode[]=delete%20all, ", "/x?mode!=delete%20all, ",
			"/x?mode=delete%20all&mode[]=other, policy.deny", "/x?tag[]=1, policy.deny",
			"/x?tag%5B%5D=1&mode[]=other, policy.deny", "/x?tag=1, ", "/x?!tag[]=1, " })
	void resolveWhenNameIsDecoratedThenBothReadingsComeToTheSameRoute(String target, String reason) {
		assertThat(reason(TestRequest.parse("GET h" + target))).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "/x?q=1;mode=delete%20all, request.path", "/x?mode=delete%20all;q=1, request.path",
			"/x?q=1;mode=delete+all, request.path", "/x?q=1;=mode=delete%20all, request.path",
			"/x?;mode=delete%20all, request.path", "/x?q=1;mode=other, ", "/x?q=1;r=2, ",
			"/x?q=1%3Bmode=delete%20all, ", "/x?mode=delete%20all&q=1;r=2, policy.deny" })
	void resolveWhenQueryHasSemicolonThenBothReadingsComeToTheSameRoute(String target, String reason) {
		assertThat(reason(TestRequest.parse("GET h" + target))).isEqualTo(reason);
	}

	@Test
	void resolveWhenHeaderValuesAreListsForWhatAnswersThenBothReadingsComeToTheSameRoute() {
		this.routes.put("env", new RouteSpec(null, null, List.of(new Match(new PathMatch("PathPrefix", "/"),
				List.of(new ValueMatch("Exact", "X-Env", "prod")), null, null))));
		assertThat(reason(lists("X-Env", "prod"))).isEqualTo("policy.deny");
		assertThat(reason(lists("X-Env", "x, prod"))).isEqualTo("request.path");
		assertThat(reason(lists("X-Env", "\"prod\""))).isEqualTo("request.path");
		assertThat(reason(lists("X-Env", "x, y"))).isNull();
		assertThat(reason(lists("Accept", "text/html, prod"))).isNull();
		assertThat(reason(new TestRequest("GET", "h", "/x").header("X-Env", "x, prod"))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "admin.example, policy.deny", "other.example, ", "admin..example, request.path",
			".admin.example, request.path", "a.tenant..example, request.path" })
	void beginWhenHostHasEmptyLabelThenRefused(String host, String reason) {
		this.routes.put("host", new RouteSpec(List.of("admin.example", "*.tenant.example"), null, null));
		assertThat(reason(new TestRequest("GET", host, "/x"))).isEqualTo(reason);
	}

	@Test
	void resolveWhenQueryValueHasLineFeedThenDotMatchesIt() {
		this.routes.put("present", query(new ValueMatch("RegularExpression", "flag", ".*")));
		assertThat(reason(TestRequest.parse("GET h/x?flag=a%0ab"))).isEqualTo("policy.deny");
	}

	private static RouteSpec query(ValueMatch match) {
		return new RouteSpec(null, null,
				List.of(new Match(new PathMatch("PathPrefix", "/"), null, List.of(match), null)));
	}

	private String reason(RequestFacts request) {
		RouteTable table = RouteTable.compile(this.routes, (name) -> policy(name.equals("open")));
		DenyReason reason = new PolicyDecisionPoint(() -> table, OpenPaths.NONE, OpenPaths.NONE, List.of())
			.begin(request, false, null)
			.conclude()
			.reason();
		return (reason != null) ? reason.code() : null;
	}

	private static Policy policy(boolean open) {
		Authorization authorization = Authorizations.of(null, open ? null : new Marker(), null, null);
		return Policy.compile("policy",
				new AccessControlPolicySpec(List.of(), List.of(new PolicySpec(null, authorization, null)),
						new AccessControlPolicySpec.Extensions(false)),
				PolicyResources.of((jwt) -> null), (number) -> null);
	}

	/** As a gateway's predicates read header fields. */
	private static RequestFacts lists(String name, String value) {
		TestRequest request = new TestRequest("GET", "h", "/x").header(name, value);
		List<String> elements = new ArrayList<>();
		for (String element : value.split(",")) {
			elements.add(element.strip().replace("\"", ""));
		}
		return new GatewayRequest(request, name, elements);
	}

	private record GatewayRequest(TestRequest request, String name, List<String> elements) implements RequestFacts {

		@Override
		public String method() {
			return this.request.method();
		}

		@Override
		public String host() {
			return this.request.host();
		}

		@Override
		public String path() {
			return this.request.path();
		}

		@Override
		public String query() {
			return this.request.query();
		}

		@Override
		public Iterable<String> headerNames() {
			return this.request.headerNames();
		}

		@Override
		public List<String> headers(String field) {
			return this.request.headers(field);
		}

		@Override
		public boolean hasHeaderElements() {
			return true;
		}

		@Override
		public List<String> headerElements(String field) {
			return field.equalsIgnoreCase(this.name) ? this.elements : this.request.headers(field);
		}

		@Override
		public InetAddress remoteAddress() {
			return this.request.remoteAddress();
		}

		@Override
		public ExpressionBudget expressionBudget() {
			return this.request.expressionBudget();
		}

	}

}
