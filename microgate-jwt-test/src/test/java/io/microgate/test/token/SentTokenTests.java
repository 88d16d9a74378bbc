package io.microgate.test.token;

import java.net.URI;
import java.util.Base64;
import java.util.Map;

import io.microgate.test.AutoConfigureMicrogateJwt;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what the clients make of a request.
 */
@SpringBootTest(classes = ClientApplication.class, properties = ClientApplication.CONFIGURATION)
@AutoConfigureMicrogateJwt
class SentTokenTests {

	private TestTokens tokens;

	@BeforeEach
	void setUp(TestTokens parameter, @Autowired TestTokens bean) {
		assertThat(parameter).isSameAs(bean);
		this.tokens = parameter;
	}

	@Test
	void mockMvcWhenCookieThenRealCookieBesideOthers() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setCookies(new Cookie("other", "1"));
		mvc(request, "cookie");
		assertThat(request.getCookies()).extracting(Cookie::getName).containsExactly("other", "creds");
		assertThat(request.getHeader("Sec-Fetch-Site")).isEqualTo("same-origin");
	}

	@Test
	void mockMvcWhenQueryParameterThenInQueryAndParameters() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setQueryString("q=1");
		mvc(request, "parameter");
		assertThat(request.getQueryString()).startsWith("q=1&access%20token=ey");
		assertThat(request.getParameter("access token")).startsWith("ey");
	}

	@Test
	void mockMvcWhenFetchSiteIsSetThenKept() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Sec-Fetch-Site", "cross-site");
		mvc(request, "cookie");
		assertThat(request.getHeader("Sec-Fetch-Site")).isEqualTo("cross-site");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer", "header", "cookie", "parameter" })
	void clientsWhenSecondTokenThenReplacesFirst(String jwt) {
		MockHttpServletRequest servlet = mvc(new MockHttpServletRequest(), jwt);
		this.tokens.forJwt(jwt).claim("n", 2).forMockMvc().postProcessRequest(servlet);
		assertThat(servlet.getHeader(HttpHeaders.AUTHORIZATION))
			.matches((value) -> value == null || !value.contains(","));
		assertThat(String.valueOf(servlet.getQueryString()).split("access%20token=").length).isLessThan(3);
		assertThat(servlet.getCookies()).satisfiesAnyOf((cookies) -> assertThat(cookies).isNull(),
				(cookies) -> assertThat(cookies).hasSize(1));
		MockClientHttpRequest rest = new MockClientHttpRequest(HttpMethod.GET, URI.create("/books?q=1"));
		PlacedToken token = placed(jwt);
		RestClientRequests.send(rest, token);
		assertThat(RestClientRequests.send(rest, token).getHeaders().headerSet())
			.allSatisfy((header) -> assertThat(header.getValue()).hasSize(1));
		ClientRequest web = WebClientRequests.send(
				WebClientRequests.send(ClientRequest.create(HttpMethod.GET, URI.create("/books")).build(), token),
				token);
		assertThat(web.headers().headerSet()).allSatisfy((header) -> assertThat(header.getValue()).hasSize(1));
		assertThat(web.cookies().values()).allSatisfy((values) -> assertThat(values).hasSize(1));
		assertThat(web.url().toString().split("access%20token=").length).isLessThan(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bearer", "header", "cookie", "parameter" })
	void clientsWhenOtherValueIsThereThenRefused(String jwt) {
		PlacedToken token = placed(jwt);
		MockHttpServletRequest servlet = new MockHttpServletRequest();
		servlet.addHeader("Authorization", "Basic dTpw");
		servlet.addHeader("X-Token", "x");
		servlet.setCookies(new Cookie("creds", "x"));
		servlet.setQueryString("access+token=y&access%20token=x");
		assertThatIllegalStateException().isThrownBy(() -> mvc(servlet, jwt))
			.withMessageContaining("'" + token.name() + "'")
			.withMessageNotContaining("ey");
		MockClientHttpRequest rest = new MockClientHttpRequest(HttpMethod.GET, URI.create("/?access%20token=x"));
		rest.getHeaders().setBasicAuth("u", "p");
		rest.getHeaders().set("X-Token", "x");
		rest.getHeaders().set("Cookie", "other=1; creds=x");
		assertThatIllegalStateException().isThrownBy(() -> RestClientRequests.send(rest, token));
		ClientRequest web = ClientRequest.create(HttpMethod.GET, URI.create("/?access%20token=x"))
			.header("Authorization", "Basic dTpw")
			.header("X-Token", "x")
			.cookie("creds", "x")
			.build();
		assertThatIllegalStateException().isThrownBy(() -> WebClientRequests.send(web, token));
	}

	@Test
	void parameterWhenGoodTokenThenWithClaims(@GoodToken(jwt = "bearer",
			claims = { "roles=[\"admin\",\"reader\"]", "plan=a=b", "address={\"city\":\"Bern\"}" }) TestToken token,
			@GoodToken(jwt = "bearer") String value) {
		assertThat(token.toString()).contains("roles", "plan", "address");
		assertThat(value.split("\\.")).hasSize(3);
		assertThat(new String(Base64.getUrlDecoder().decode(token.value().split("\\.")[1])))
			.contains("\"roles\":[\"admin\",\"reader\"]", "\"plan\":\"a=b\"", "\"city\":\"Bern\"");
	}

	@Test
	void addToWhenUriThenQueryBeforeFragment() {
		PlacedToken token = new PlacedToken(PlacedToken.Kind.QUERY_PARAMETER, "t", "v");
		Map.of("/a", "/a?t=v", "/a?q=%20", "/a?q=%20&t=v", "/a#f?x", "/a?t=v#f?x", "/a?t=1&q#f", "/a?q&t=v#f")
			.forEach((uri, changed) -> assertThat(token.addTo(URI.create(uri))).hasToString(changed));
		assertThat(token.toString()).doesNotContain("v");
	}

	private MockHttpServletRequest mvc(MockHttpServletRequest request, String jwt) {
		return this.tokens.forJwt(jwt).forMockMvc().postProcessRequest(request);
	}

	private PlacedToken placed(String jwt) {
		return PlacedToken.of(this.tokens.spec(jwt), this.tokens.forJwt(jwt).value());
	}

}
