package io.microgate.explorer;

import java.util.List;

import io.microgate.engine.Explanation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Answers as the endpoint does.
 */
@WebEndpoint(id = "microgateexplain")
class StubExplainEndpoint {

	@WriteOperation
	Explanation explain(String method, String path, @Nullable String host, @Nullable String token,
			@Nullable String claims, @Nullable String values) {
		boolean shown = "true".equals(values);
		return new Explanation(
				new Explanation.Verdict("deny", (claims != null) ? "the signature is good" : null, "claims.mismatch",
						403, "bookstore", "bookstore", 2, "application.yml:26", "reader", "idp",
						"The claim 'roles' must contain 'admin'."),
				new Explanation.Request(method, "localhost", path, null),
				List.of(new Explanation.Route("bookstore", "paths /books/**", "application.yml:12", "chosen", null),
						new Explanation.Route("actuator", "paths /actuator/**", "application.yml:13", "not matched",
								"the path does not match")),
				List.of(new Explanation.Entry(0, "application.yml:18", "not met", "path is not /books", "open"),
						new Explanation.Entry(1, "application.yml:20", "not met", "method is not GET, HEAD",
								"a token of the JWT 'reader'"),
						new Explanation.Entry(2, "application.yml:23", "decides", null,
								"a token of the JWT 'reader' with the claim 'roles'")),
				new Explanation.Token("found",
						List.of(new Explanation.Source("the header Authorization", null, "used"))),
				List.of(new Explanation.Requirement(0, "application.yml:6", "idp",
						List.of(new Explanation.Step("structure", "met", "a signed JWT", null),
								new Explanation.Step("signature", "met", "one key of the JWKS 'idp'", null),
								new Explanation.Step("issuer", "met", "https://idp.example.com",
										shown ? "https://idp.example.com" : null),
								new Explanation.Step("audience", "met", "[bookstore]", shown ? "[bookstore]" : null),
								new Explanation.Step("time", "met", "exp in the future, with 30 s of leeway", null)))),
				List.of(new Explanation.ClaimCondition("requireAll", 0, "application.yml:26", "roles", "not met",
						"is or contains exactly 'admin'", shown ? "[\"reader\"]" : null)),
				new Explanation.Change("claim", "roles", "\"admin\"", "application.yml:26",
						"Give the claim 'roles' the value 'admin'."));
	}

}
