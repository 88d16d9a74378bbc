package io.microgate.servlet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.microgate.propagation.RequestEdits;
import io.microgate.propagation.StrippedSources;
import io.microgate.request.FieldNames;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every view of an edited request, and the facts of what was sent below it.
 */
class EditedRequestTests {

	private static final StrippedSources STRIPPED = new StrippedSources(FieldNames.of(List.of("Authorization")),
			Set.of("access_token"), Set.of("creds"));

	private final MockHttpServletRequest sent = new MockHttpServletRequest("GET", "/a");

	private HttpServletRequest removing(String... names) {
		return EditedRequest.of(this.sent, RequestEdits.removing(FieldNames.of(List.of(names))));
	}

	private HttpServletRequest setting(Map<String, String> fields) {
		return EditedRequest.of(this.sent,
				new RequestEdits(FieldNames.of(fields.keySet()), fields, StrippedSources.NONE));
	}

	private HttpServletRequest stripping() {
		return EditedRequest.of(this.sent, new RequestEdits(FieldNames.NONE, Map.of(), STRIPPED));
	}

	@Test
	void fieldWhenRemovedThenAbsentInEveryView() {
		this.sent.addHeader("X-User", "mallory");
		this.sent.addHeader("x_user", "mallory");
		this.sent.addHeader("Accept", "a");
		HttpServletRequest request = removing("X-User");
		for (String name : List.of("X-User", "x-user", "X_USER")) {
			assertThat(request.getHeader(name)).isNull();
			assertThat(request.getHeaders(name).hasMoreElements()).isFalse();
			assertThat(request.getIntHeader(name)).isEqualTo(-1);
			assertThat(request.getDateHeader(name)).isEqualTo(-1);
		}
		assertThat(Collections.list(request.getHeaderNames())).containsExactly("Accept");
		assertThat(request.getHeader("Accept")).isEqualTo("a");
	}

	@Test
	void fieldWhenSetThenItsOnlyValueInEveryView() {
		this.sent.addHeader("x-user", "mallory");
		this.sent.addHeader("X-User", "eve");
		HttpServletRequest request = setting(Map.of("X-User", "7"));
		assertThat(request.getHeader("x-USER")).isEqualTo("7");
		assertThat(Collections.list(request.getHeaders("X-User"))).containsExactly("7");
		assertThat(request.getIntHeader("X-User")).isEqualTo(7);
		assertThat(request.getHeader("X_User")).isNull();
		assertThat(Collections.list(request.getHeaderNames())).containsExactly("X-User");
		assertThatIllegalArgumentException().isThrownBy(() -> request.getDateHeader("X-User"));
	}

	@Test
	void asyncContextWhenEditedThenShowsTheEditedRequest() throws IOException {
		this.sent.setAsyncSupported(true);
		HttpServletRequest request = EditedRequest.of(removing("X-User"),
				new RequestEdits(FieldNames.NONE, Map.of(), STRIPPED));
		List<ServletRequest> shown = new ArrayList<>();
		AsyncContext started = request.startAsync();
		started.addListener(new AsyncListener() {

			@Override
			public void onComplete(AsyncEvent event) {
				shown.add(event.getSuppliedRequest());
				shown.add(event.getAsyncContext().getRequest());
			}

			@Override
			public void onTimeout(AsyncEvent event) {
			}

			@Override
			public void onError(AsyncEvent event) {
			}

			@Override
			public void onStartAsync(AsyncEvent event) {
			}

		});
		shown.add(started.getRequest());
		shown.add(request.getAsyncContext().getRequest());
		started.complete();
		assertThat(shown).hasSize(4).containsOnly(request);
	}

	@Test
	void asyncContextWhenStartedWithARequestThenShowsThat() {
		this.sent.setAsyncSupported(true);
		HttpServletRequest request = removing("X-User");
		HttpServletRequest wrapper = new HttpServletRequestWrapper(request);
		wrapper.startAsync(wrapper, new MockHttpServletResponse());
		assertThat(request.getAsyncContext().getRequest()).isSameAs(wrapper);
	}

	/** In MockMvc, which asks for it. */
	@Test
	void asyncContextWhenNotStartedThenNone() {
		assertThat(removing("X-User").getAsyncContext()).isNull();
	}

	@Test
	void dateWhenSetThenRead() {
		assertThat(setting(Map.of("X-Since", "Thu, 01 Jan 1970 00:00:10 GMT")).getDateHeader("X-Since"))
			.isEqualTo(10_000);
	}

	@Test
	void localesWhenLanguageIsSetThenThatOfTheClientDoesNotCount() {
		this.sent.addPreferredLocale(Locale.FRENCH);
		HttpServletRequest request = setting(Map.of("Accept-Language", "de, it;q=0.5"));
		assertThat(request.getLocale()).isEqualTo(Locale.GERMAN);
		assertThat(Collections.list(request.getLocales())).containsExactly(Locale.GERMAN, Locale.ITALIAN);
		assertThat(removing("Accept-Language").getLocale()).isEqualTo(Locale.getDefault());
		assertThat(removing("X-User").getLocale()).isEqualTo(Locale.FRENCH);
	}

	@Test
	void connectionWhenItNamesFieldsThenTheyAreNoOptions() {
		this.sent.addHeader("Connection", "X-User, close");
		HttpServletRequest request = removing("X-User");
		assertThat(request.getHeader("connection")).isEqualTo("close");
		assertThat(Collections.list(request.getHeaders("Connection"))).containsExactly("close");
	}

	@Test
	void connectionWhenNothingIsLeftThenAbsent() {
		this.sent.addHeader("Connection", "x_user");
		HttpServletRequest request = removing("X-User");
		assertThat(request.getHeader("Connection")).isNull();
		assertThat(Collections.list(request.getHeaderNames())).isEmpty();
	}

	@Test
	@SuppressWarnings("deprecation")
	void trailersWhenRemovedThenAbsent() {
		HttpServletRequest trailing = new HttpServletRequestWrapper(this.sent) {

			@Override
			public Map<String, String> getTrailerFields() {
				return Map.of("x-user", "mallory", "x-sum", "1");
			}

		};
		HttpServletRequest request = EditedRequest.of(trailing,
				RequestEdits.removing(FieldNames.of(List.of("X-User"))));
		assertThat(request.getTrailerFields()).containsExactly(Map.entry("x-sum", "1"));
		assertThat(request.newPushBuilder()).isNull();
	}

	@Test
	void queryWhenStrippedThenAbsentInEveryView() {
		this.sent.setQueryString("access_token=secret&a=1");
		this.sent.setParameter("access_token", "secret");
		this.sent.setParameter("a", "1");
		this.sent.setAttribute(RequestDispatcher.FORWARD_QUERY_STRING, "access_token=secret");
		this.sent.setAttribute(RequestDispatcher.ERROR_QUERY_STRING, "b&access_token=secret");
		HttpServletRequest request = stripping();
		assertThat(request.getQueryString()).isEqualTo("a=1");
		assertThat(request.getParameter("access_token")).isNull();
		assertThat(request.getParameterValues("access_token")).isNull();
		assertThat(Collections.list(request.getParameterNames())).containsExactly("a");
		assertThat(request.getParameterMap()).containsOnlyKeys("a");
		assertThat(request.getParameter("a")).isEqualTo("1");
		assertThat(request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING)).isNull();
		assertThat(request.getAttribute(RequestDispatcher.ERROR_QUERY_STRING)).isEqualTo("b");
	}

	@Test
	void cookiesWhenStrippedThenAbsentInEveryView() {
		this.sent.setCookies(new Cookie("creds", "secret"), new Cookie("a", "1"));
		HttpServletRequest request = stripping();
		assertThat(request.getCookies()).extracting(Cookie::getName).containsExactly("a");
		assertThat(request.getHeader("cookie")).isEqualTo("a=1");
		assertThat(Collections.list(request.getHeaders("Cookie"))).containsExactly("a=1");
		this.sent.setCookies(new Cookie("creds", "secret"));
		assertThat(request.getCookies()).isNull();
		assertThat(request.getHeader("Cookie")).isNull();
		assertThat(Collections.list(request.getHeaderNames())).isEmpty();
	}

	@Test
	void tokenWhenStrippedAndSetThenTheSetOneIsSeen() {
		this.sent.addHeader("Authorization", "Bearer sent");
		HttpServletRequest request = EditedRequest.of(this.sent, new RequestEdits(
				FieldNames.of(List.of("Authorization")), Map.of("Authorization", "Bearer set"), STRIPPED));
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer set");
		assertThat(stripping().getHeader("Authorization")).isNull();
	}

	@Test
	void ofWhenEditedSoAlreadyThenTheSame() {
		HttpServletRequest request = new HttpServletRequestWrapper(removing("X-User"));
		assertThat(EditedRequest.of(request, RequestEdits.removing(FieldNames.of(List.of("x_user")))))
			.isSameAs(request);
		assertThat(EditedRequest.of(request, RequestEdits.NONE)).isSameAs(request);
		assertThat(EditedRequest.of(request, RequestEdits.removing(FieldNames.of(List.of("X-Other")))))
			.isNotSameAs(request);
	}

	@Test
	void factsWhenFieldsAreRemovedThenThoseThatWereSent() {
		this.sent.addHeader("X-User", "mallory");
		this.sent.addHeader("X-User", "eve");
		this.sent.addHeader("x_user", "trudy");
		this.sent.addHeader("Accept", "a");
		HttpServletRequest request = new StrictHttpFirewall()
			.getFirewalledRequest(new HttpServletRequestWrapper(removing("X-User")));
		assertThat(request.getHeader("X-User")).isNull();
		ServletRequestFacts facts = ServletRequestFacts.of(request);
		assertThat(facts.headers("x-user")).containsExactly("mallory", "eve");
		assertThat(facts.headerNames()).containsExactlyInAnyOrder("X-User", "x_user", "Accept");
		assertThat(facts.headers("X-User")).containsExactly("mallory", "eve");
		assertThat(facts.headers("X_User")).containsExactly("trudy");
	}

	@Test
	void factsWhenAFilterOfTheApplicationSetsTheFieldThenItsValue() {
		this.sent.addHeader("Authorization", "Bearer sent");
		HttpServletRequest request = new HttpServletRequestWrapper(removing("Authorization")) {

			@Override
			public Enumeration<String> getHeaders(String name) {
				return Collections.enumeration(List.of("Bearer other"));
			}

		};
		assertThat(ServletRequestFacts.of(request).headers("Authorization")).containsExactly("Bearer other");
	}

}
