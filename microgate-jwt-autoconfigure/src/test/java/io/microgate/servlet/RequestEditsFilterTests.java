package io.microgate.servlet;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.microgate.decision.RefusalBodies;
import io.microgate.certificate.CertificateSource;
import io.microgate.engine.PolicyDecisionPoint;
import io.microgate.request.FieldNames;
import io.microgate.route.ChallengeRules;
import io.microgate.route.CommonRules;
import io.microgate.route.MetadataDocuments;
import io.microgate.route.OpenPaths;
import io.microgate.route.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The filter in front of all others.
 */
class RequestEditsFilterTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/a");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	private void filter(Supplier<RouteTable> routes) throws Exception {
		PolicyDecisionPoint decisionPoint = new PolicyDecisionPoint(routes, OpenPaths.NONE, OpenPaths.NONE, List.of());
		new RequestEditsFilter(new ServletDecisions(new GenericApplicationContext(), decisionPoint, RefusalBodies.NONE))
			.doFilter(this.request, this.response, this.chain);
	}

	private static RouteTable noRoutes() {
		return RouteTable.compile(Map.of(), (name) -> null);
	}

	@Test
	void doFilterWhenNothingIsRemovedThenTheRequestItself() throws Exception {
		filter(RequestEditsFilterTests::noRoutes);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

	@Test
	void doFilterWhenAFieldIsRemovedThenAbsent() throws Exception {
		this.request.addHeader("X-User", "mallory");
		filter(() -> noRoutes().with(new CommonRules(FieldNames.of(List.of("X-User")), CertificateSource.CONNECTION,
				ChallengeRules.NONE, MetadataDocuments.NONE)));
		assertThat(this.chain.getRequest()).isInstanceOfSatisfying(HttpServletRequest.class,
				(seen) -> assertThat(seen.getHeader("x-user")).isNull());
	}

	@Test
	void doFilterWhenItFailsThenRefused() throws Exception {
		filter(() -> {
			throw new IllegalStateException("There are no routes");
		});
		assertThat(this.response.getStatus()).isEqualTo(403);
		assertThat(this.chain.getRequest()).isNull();
	}

}
