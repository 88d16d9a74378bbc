package io.microgate.test.mock;

import java.util.List;

import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestTokens;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.client.MockMvcWebTestClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/**
 * Mocked users with each client that is bound to {@code MockMvc}, in what is dispatched
 * again, and beside another chain that takes the request before it is complete.
 */
@SpringBootTest(classes = ServletShop.class,
		properties = { "spring.config.import=classpath:mocks.yml", "spring.main.web-application-type=servlet" })
@AutoConfigureMockMvc
@AutoConfigureMicrogateJwt
@Import(ServletMockEnvironmentTests.OtherChain.class)
class ServletMockEnvironmentTests {

	private static final RequestPostProcessor HOST = (request) -> {
		request.setServerName("api.example.com");
		return request;
	};

	private static final RequestPostProcessor FLAG = (request) -> {
		request.addHeader("X-Flag", "on");
		return request;
	};

	@Autowired
	private WebApplicationContext context;

	@Autowired
	private MockMvc mvc;

	@Autowired
	private Observed observed;

	@Autowired
	private TestTokens tokens;

	@BeforeEach
	void clear() {
		this.observed.clear();
	}

	@Test
	void webTestClientWhenBoundToMockMvcThenMocksOfTheDefaultRequestCount() {
		WebTestClient client = MockMvcWebTestClient.bindToApplicationContext(this.context)
			.apply(springSecurity())
			.defaultRequest(get("/").with(jwt()))
			.build();
		client.get().uri("/books/1").exchange().expectStatus().isOk();
		client.get().uri("/admin").exchange().expectStatus().isForbidden();
	}

	@Test
	@WithMockUser
	void clientWhenBoundToMockMvcThenUserOfTheAnnotationCounts() {
		MockMvcWebTestClient.bindTo(this.mvc).build().get().uri("/books/1").exchange().expectStatus().isOk();
		RestTestClient client = RestTestClient.bindTo(this.mvc).build();
		client.get().uri("/books/1").exchange().expectStatus().isOk();
		client.get().uri("/admin").exchange().expectStatus().isForbidden();
	}

	@Test
	void requestWhenChangedAfterTheMockThenDecidedAsItIs() throws Exception {
		this.mvc.perform(get("/hosted").with(jwt()).with(HOST)).andExpect(status().isOk());
		this.mvc.perform(get("/hosted").with(HOST).with(jwt())).andExpect(status().isOk());
		this.mvc.perform(get("/hosted").with(HOST)).andExpect(status().isUnauthorized());
		this.mvc.perform(get("/flagged").with(jwt()).with(FLAG)).andExpect(status().isOk());
		this.mvc.perform(get("/flagged").with(jwt())).andExpect(status().isForbidden());
	}

	@Test
	@WithMockUser
	void requestWhenChangedAfterTheAnnotationThenDecidedAsItIs() throws Exception {
		this.mvc.perform(get("/hosted").with(HOST)).andExpect(status().isOk());
		this.mvc.perform(get("/flagged").with(FLAG)).andExpect(status().isOk());
	}

	@Test
	void mockWhenAskedThenNothingElseIsDecided() throws Exception {
		this.mvc.perform(get("/books/1").with(jwt())).andExpect(status().isOk());
		assertThat(this.observed.decision().allowed()).isTrue();
	}

	@Test
	void asyncDispatchWhenMockedThenUserIsTheSame() throws Exception {
		dispatchAsync(get("/books/async").with(jwt()));
		assertThat(this.observed.decision().allowed()).isTrue();
		assertThat(this.observed.jwt().getClaims()).containsEntry("scopes", List.of("read"));
	}

	@Test
	void asyncDispatchWhenTokenBesideTheMockThenUserIsThatOfTheToken() throws Exception {
		String token = this.tokens.forJwt("shop").claim("username", "alice").value();
		dispatchAsync(get("/books/async").header("Authorization", "Bearer " + token).with(user("bob")));
		assertThat(this.observed.user().getName()).isEqualTo("alice");
	}

	private void dispatchAsync(RequestBuilder request) throws Exception {
		MvcResult started = this.mvc.perform(request).andExpect(request().asyncStarted()).andReturn();
		this.mvc.perform(asyncDispatch(started)).andExpect(status().isOk());
	}

	@Test
	void sessionWhenItHasAUserThenDoesNotCount() throws Exception {
		MockHttpSession session = new MockHttpSession();
		session.setAttribute("SPRING_SECURITY_CONTEXT", new SecurityContextImpl(Mocks.named("user")));
		this.mvc.perform(get("/books/1").session(session)).andExpect(status().isUnauthorized());
	}

	@Test
	void forwardWhenMockedThenDecidedOnItsTarget() throws Exception {
		assertThat(dispatch(DispatcherType.FORWARD, "/admin", jwt())).isEqualTo(403);
		this.observed.clear();
		assertThat(dispatch(DispatcherType.FORWARD, "/books/1", jwt())).isEqualTo(200);
		assertThat(this.observed.decision().allowed()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "ERROR", "INCLUDE", "ASYNC" })
	void dispatchWhenMockedThenNotDecided(DispatcherType type) throws Exception {
		assertThat(dispatch(type, "/admin", jwt())).isEqualTo(200);
		assertThat(dispatch(type, "/admin", (request) -> request)).isEqualTo(200);
	}

	private int dispatch(DispatcherType type, String path, RequestPostProcessor mock) throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest(this.context.getServletContext(), "GET", path);
		request.setDispatcherType(type);
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.context.getBean("springSecurityFilterChain", Filter.class)
			.doFilter(mock.postProcessRequest(request), response, (rest, answer) -> response.setHeader("passed", "1"));
		assertThat(response.containsHeader("passed")).isEqualTo(response.getStatus() == 200);
		return response.getStatus();
	}

	/** Keeps its users in the session, and takes what is for no route. */
	@TestConfiguration(proxyBeanMethods = false)
	static class OtherChain {

		@Bean
		@Order(1)
		SecurityFilterChain otherChain(HttpSecurity http) {
			return http.securityMatcher("/hosted")
				.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
