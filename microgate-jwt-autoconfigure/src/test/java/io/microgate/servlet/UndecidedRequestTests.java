package io.microgate.servlet;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UndecidedRequest}.
 */
class UndecidedRequestTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/form");

	private final UndecidedRequest undecided = undecided();

	private UndecidedRequest undecided() {
		this.request.setAttribute("early", "early");
		this.request.setQueryString("a=1&b=%20x&a=2&bad=%zz&flag&%zz=1");
		return new UndecidedRequest(this.request);
	}

	@Test
	void parametersWhenInBodyThenNotRead() {
		this.request.setParameter("body", "1");
		assertThat(this.undecided.getParameter("body")).isNull();
		assertThat(this.undecided.getParameterMap()).containsOnlyKeys("a", "b", "flag");
	}

	@Test
	void parametersWhenInQueryThenRead() {
		assertThat(this.undecided.getParameterValues("a")).containsExactly("1", "2");
		assertThat(this.undecided.getParameter("b")).isEqualTo(" x");
		assertThat(this.undecided.getParameter("flag")).isEmpty();
		assertThat(Collections.list(this.undecided.getParameterNames())).containsExactly("a", "b", "flag");
	}

	@Test
	void attributesWhenSetThenRequestStaysAsItIs() {
		this.undecided.setAttribute("late", "late");
		this.undecided.removeAttribute("early");
		assertThat(this.undecided.getAttribute("late")).isEqualTo("late");
		assertThat(this.undecided.getAttribute("early")).isNull();
		assertThat(Collections.list(this.undecided.getAttributeNames())).containsExactly("late");
		assertThat(this.request.getAttribute("late")).isNull();
		assertThat(this.request.getAttribute("early")).isEqualTo("early");
	}

	@Test
	void headersWhenMediaTypesAreUsableThenSeen() {
		assertThat(asking("text/html, */*;q=0.1").getHeader("accept")).isEqualTo("text/html, */*;q=0.1");
	}

	@Test
	void headersWhenMediaTypesAreLongOrMalformedThenHidden() {
		for (String accept : List.of("%%", "a/b,".repeat(60), "a/b;c=" + "d".repeat(300))) {
			UndecidedRequest asking = asking(accept);
			assertThat(asking.getHeader("accept")).isNull();
			assertThat(Collections.list(asking.getHeaders("Accept"))).isEmpty();
			assertThat(Collections.list(asking.getHeaderNames())).containsExactly("Origin");
		}
	}

	private static UndecidedRequest asking(String accept) {
		MockHttpServletRequest asked = new MockHttpServletRequest("GET", "/");
		asked.addHeader("Accept", accept);
		asked.addHeader("Origin", "https://friend.example");
		return new UndecidedRequest(asked);
	}

}
