package io.microgate.integration;

import java.net.http.HttpResponse;
import java.util.Map;

import jakarta.servlet.http.HttpServlet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * CORS configuration of Spring MVC governs the requests of its own servlet alone.
 */
@Tag("server")
class ServletPathCorsTests {

	private static final String YAML = """
			spring.mvc.servlet.path: /mvc
			server.servlet.context-path: /shop
			microgate:
			  routes:
			    all: {paths: [/mvc/**, /other/**]}
			  access-control-policies:
			    all: {targetRefs: [{name: all}], policies: [{authorization: {deny: {}}}]}
			""";

	private static Application application;

	@BeforeAll
	static void start() {
		application = Application.start(WebApplicationType.SERVLET, TwoServlets.class, YAML, Map.of());
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	private static HttpResponse<String> preflight(String path) {
		return application.options(path, "Origin", CorsTests.FRIEND, "Access-Control-Request-Method", "GET");
	}

	@Test
	void preflightWhenForSpringMvcThenAnswered() {
		assertThat(preflight("/shop/mvc/api/shared").statusCode()).isEqualTo(200);
		assertThat(preflight("/shop/mvc/api/plain").statusCode()).isEqualTo(403);
		assertThat(application.get("/shop/mvc/api/shared", "Origin", CorsTests.FRIEND).headers()).satisfies(
				(headers) -> assertThat(headers.firstValue("Access-Control-Allow-Origin")).hasValue(CorsTests.FRIEND));
	}

	@Test
	void preflightWhenForAnotherServletThenDecided() {
		HttpResponse<String> preflight = preflight("/shop/other/api/shared");
		assertThat(preflight.statusCode()).isEqualTo(403);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ CorsCalls.class, CorsController.class })
	static class TwoServlets {

		@Bean
		ServletRegistrationBean<HttpServlet> otherServlet() {
			return new ServletRegistrationBean<>(new OtherServlet(), "/other/*");
		}

	}

	static class OtherServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

	}

}
