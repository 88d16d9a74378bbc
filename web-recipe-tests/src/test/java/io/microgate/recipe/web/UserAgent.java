package io.microgate.recipe.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps cookies, and can fill in the login form of Spring Security.
 */
final class UserAgent {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final HttpClient following = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.followRedirects(HttpClient.Redirect.ALWAYS)
		.build();

	private final String uri;

	/**
	 * Creates a user agent for an application.
	 * @param uri where the application is
	 */
	UserAgent(String uri) {
		this.uri = uri;
	}

	/** Follows no redirect. The token may be {@code null}. */
	HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.uri + path));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	/** Opens a page that leads to a login, and logs in. */
	HttpResponse<String> logIn(String path, String name, String password) throws IOException, InterruptedException {
		HttpRequest page = HttpRequest.newBuilder(URI.create(this.uri + path)).header("Accept", "text/html").build();
		HttpResponse<String> form = this.following.send(page, BodyHandlers.ofString());
		Matcher csrf = CSRF.matcher(form.body());
		assertThat(csrf.find()).as("the form at %s", form.uri()).isTrue();
		String fields = "username=%s&password=%s&_csrf=%s".formatted(name, password,
				URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8));
		return this.following.send(HttpRequest.newBuilder(form.uri())
			.header("Accept", "text/html")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(fields))
			.build(), BodyHandlers.ofString());
	}

}
