package io.microgate.engine;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.microgate.engine.Explanation.Change;
import io.microgate.engine.Explanation.ClaimCondition;
import io.microgate.engine.Explanation.Entry;
import io.microgate.engine.Explanation.Request;
import io.microgate.engine.Explanation.Requirement;
import io.microgate.engine.Explanation.Route;
import io.microgate.engine.Explanation.Source;
import io.microgate.engine.Explanation.Step;
import io.microgate.engine.Explanation.Token;
import io.microgate.engine.Explanation.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExplanationText} and {@link PlainText}.
 */
class ExplanationTextTests {

	private static final String FILE = "application.yml:";

	private static final Route ROUTE = new Route("books", "/api/**", FILE + 3, "chosen", null);

	private static final Route OTHER = new Route("all", "/**", FILE + 2, "less specific", "books is more specific");

	private static final Entry SKIPPED = new Entry(0, FILE + 9, "not met", "method is not POST", "nothing");

	private static final Entry DECIDING = new Entry(1, FILE + 12, "decides", null, "JWT 'shop'");

	private static final Token TOKEN = new Token("found", List.of(new Source("bearer token", null, "used")));

	private static final Requirement REQUIREMENT = new Requirement(0, FILE + 20, "idp",
			List.of(new Step("structure", "met", "a JWS", null), new Step("signature", "not checked", "good", null),
					new Step("issuer", "not checked", "good", null), new Step("audience", "not met", "[shop]", null)));

	private static final ClaimCondition CLAIM = new ClaimCondition("requireAll", 0, FILE + 14, "roles", "not met",
			"exactly \"admin\"", "\"reader\"");

	private static final Change CHANGE = new Change("claim", "roles", "\"admin\"", FILE + 14,
			"Give the claim 'roles' the value \"admin\"");

	private static Verdict refused(String expected) {
		return new Verdict("deny", "the signature is good", "claims.require_all", 403, "books", "secured", 1, FILE + 14,
				"shop", null, expected);
	}

	private static Explanation explanation(List<Route> routes, List<Entry> entries, List<ClaimCondition> claims) {
		return new Explanation(refused("Policy 'secured' expects the claim 'roles'"),
				new Request("GET", "shop.example.com", "/api/books", "192.0.2.1"), routes, entries, TOKEN,
				List.of(REQUIREMENT), claims, CHANGE);
	}

	@Test
	void textWhenRefusedThenVerdictIsFirstAndChangeIsLast() {
		assertThat(ExplanationText.of(explanation(List.of(ROUTE, OTHER), List.of(SKIPPED, DECIDING), List.of(CLAIM)))
			.lines())
			.containsExactly("Refused with 403: claims.require_all if the signature is good at application.yml:14",
					"  Policy 'secured' expects the claim 'roles'",
					"Request   GET shop.example.com/api/books from 192.0.2.1",
					"Route     chosen        'books' /api/** (application.yml:3)",
					"          less specific 'all' /** (application.yml:2): books is more specific",
					"Entry     not met       0: nothing (application.yml:9): method is not POST",
					"          decides       1: JWT 'shop' (application.yml:12)",
					"Token     used          bearer token", "Checks    requireAny[0] JWKS 'idp' (application.yml:20)",
					"          met           structure", "          not checked   signature, issuer",
					"          not met       audience: [shop]",
					"Claims    not met       roles, requireAll[0] (application.yml:14): exactly \"admin\"; the token has \"reader\"",
					"Change    Give the claim 'roles' the value \"admin\" (application.yml:14)");
	}

	@Test
	void textWhenAllowedThenHasNoReason() {
		Verdict allowed = new Verdict("allow", null, null, null, "books", "secured", 1, FILE + 12, null, null,
				"Nothing is asked for");
		assertThat(ExplanationText
			.of(new Explanation(allowed, new Request("GET", "", "/", null), List.of(), List.of(), null, List.of(),
					List.of(), null))
			.lines()).containsExactly("Allowed at application.yml:12", "  Nothing is asked for", "Request   GET /");
	}

	@Test
	void textWhenThereIsMuchThenFitsOnAScreenAndShowsWhatDecides() {
		String text = ExplanationText.of(explanation(Collections.nCopies(500, ROUTE),
				Stream.concat(Collections.nCopies(500, SKIPPED).stream(), List.of(DECIDING).stream()).toList(),
				Stream
					.concat(Collections.nCopies(50, new ClaimCondition("requireAll", 1, null, "x", "met", "y", null))
						.stream(), List.of(CLAIM).stream())
					.toList()));
		assertThat(text.lines().count()).isLessThanOrEqualTo(24);
		assertThat(text).contains("497 more", "498 more", "47 more", "decides       1", "not met       roles",
				"Change ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u001b[2J", "\r", "\n", "\u0007", "\u0000", "\u007f", "\u009b31m", "\u202e", "\u2028",
			"\u200b", "\ud800", "\ue000", "\udb40\udc41" })
	void textWhenPartsHaveWhatDoesNotShowThenEscapesIt(String hostile) {
		Explanation explanation = new Explanation(refused(hostile), new Request(hostile, hostile, hostile, hostile),
				List.of(new Route(hostile, hostile, hostile, hostile, hostile)),
				List.of(new Entry(0, hostile, hostile, hostile, hostile)),
				new Token(hostile, List.of(new Source(hostile, hostile, hostile))),
				List.of(new Requirement(0, hostile, hostile, List.of(new Step(hostile, hostile, hostile, hostile)))),
				List.of(new ClaimCondition(hostile, 0, hostile, hostile, hostile, hostile, hostile)),
				new Change(hostile, hostile, hostile, hostile, hostile));
		String text = ExplanationText.of(explanation).replace(System.lineSeparator(), "");
		assertThat(text).doesNotContain(hostile).contains("\\u");
		assertThat(text.chars().noneMatch(Character::isISOControl)).isTrue();
	}

	@Test
	void textWhenPartIsLongThenIsCut() {
		String text = ExplanationText.of(explanation(
				List.of(new Route("books", "/" + "x".repeat(5000), null, "chosen", null)), List.of(), List.of()));
		assertThat(text.lines()).allMatch((line) -> line.length() <= 1000)
			.anyMatch((line) -> line.length() == 200 && line.endsWith("..."));
	}

}
