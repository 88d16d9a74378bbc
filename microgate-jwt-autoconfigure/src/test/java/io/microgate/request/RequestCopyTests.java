package io.microgate.request;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import io.microgate.jwks.TestAuthority;
import io.microgate.match.ExpressionBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestCopy}.
 */
class RequestCopyTests {

	@Test
	void copyWhenRequestIsRecycledThenHasAllFacts() {
		X509Certificate certificate = TestAuthority.root("Client").certificate();
		TestRequest request = new TestRequest("POST", "shop.example", "/shop/x").query("a=1&a=2&b=%20")
			.header("Authorization", "Bearer token")
			.header("X-Tenant", "one", "two")
			.header("Content-Type", "multipart/form-data")
			.from("198.51.100.7")
			.peer("192.0.2.8")
			.certificate(certificate);
		RequestCopy copy = RequestCopy.of(request);
		request.header("X-Tenant", "three")
			.query("c=3")
			.from("192.0.2.9")
			.withTwoHosts()
			.peer("192.0.2.7")
			.certificate(null);
		assertThat(copy.method()).isEqualTo("POST");
		assertThat(copy.host()).isEqualTo("shop.example");
		assertThat(copy.isHostJudged()).isTrue();
		assertThat(copy.path()).isEqualTo("/shop/x");
		assertThat(copy.isPathJudged()).isTrue();
		assertThat(copy.query()).isEqualTo("a=1&a=2&b=%20");
		assertThat(copy.queryParameters("a")).containsExactly("1", "2");
		assertThat(copy.queryParameters("b")).containsExactly(" ");
		assertThat(copy.hasFurtherParameters()).isTrue();
		assertThat(copy.headerNames()).containsExactlyInAnyOrder("Authorization", "X-Tenant", "Content-Type");
		assertThat(copy.headers("x-tenant")).containsExactly("one", "two");
		assertThat(copy.headers("absent")).isEmpty();
		assertThat(copy.hasHeaderElements()).isFalse();
		assertThat(copy.headerElements("X-Tenant")).containsExactly("one", "two");
		assertThat(copy.remoteAddress()).hasToString("/198.51.100.7");
		assertThat(copy.peerAddress()).hasToString("/192.0.2.8");
		assertThat(copy.peerCertificate()).isSameAs(certificate);
		assertThat(copy.expressionBudget()).isSameAs(copy.expressionBudget()).isNotSameAs(request.expressionBudget());
	}

	@Test
	void copyWhenThereAreTwoReadingsThenSaysSo() {
		assertThat(RequestCopy.of(TestRequest.get().withTwoHosts()).isHostJudged()).isFalse();
		assertThat(RequestCopy.of(new TestRequest("GET", "")).isPathJudged()).isFalse();
	}

	@Test
	void copyWhenValuesAreTakenApartThenKeepsBoth() {
		RequestFacts request = new Lists(new TestRequest("GET", "/").header("X-Tenant", "a, b"));
		RequestCopy copy = RequestCopy.of(request);
		assertThat(copy.hasHeaderElements()).isTrue();
		assertThat(copy.headers("X-Tenant")).containsExactly("a, b");
		assertThat(copy.headerElements("x-tenant")).containsExactly("a", "b");
		assertThat(copy.headerElements("absent")).isEmpty();
	}

	@Test
	void sizeWhenSomethingIsLongThenCountsIt() {
		int size = RequestCopy.of(TestRequest.get()).size();
		String text = "x".repeat(10_000);
		assertThat(RequestCopy.of(TestRequest.get().query(text)).size()).isEqualTo(size + 10_000);
		assertThat(RequestCopy.of(TestRequest.get().header("X-Long", text, text)).size()).isGreaterThan(size + 20_000);
		assertThat(RequestCopy.of(new TestRequest("GET", "/" + text)).size()).isEqualTo(size + 10_000);
	}

	/** As on a gateway. */
	private record Lists(TestRequest request) implements RequestFacts {

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
		public List<String> headers(String name) {
			return this.request.headers(name);
		}

		@Override
		public boolean hasHeaderElements() {
			return true;
		}

		@Override
		public List<String> headerElements(String name) {
			return this.request.headers(name).stream().flatMap((value) -> List.of(value.split(", ")).stream()).toList();
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
