package io.microgate.test.token;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * A token that a JWT accepts, except for what it is asked for to be. Immutable: each
 * method returns another token. It is signed when it is used, by the configuration and
 * the time of that moment.
 */
public final class TestToken {

	private final TestTokens tokens;

	private final TokenRecipe recipe;

	TestToken(TestTokens tokens, TokenRecipe recipe) {
		this.tokens = tokens;
		this.recipe = recipe;
	}

	/**
	 * Sets a claim. A derived claim is set where it is derived from: at its path, split
	 * values of a list separated by spaces, keys as the members of an object. Claims of
	 * which one holds the other are merged.
	 * @param name literal name of the claim
	 * @param value a string, number, boolean, instant, list, array or map; {@code null}
	 * for a token without the claim
	 * @return a token with the claim
	 */
	public TestToken claim(String name, @Nullable Object value) {
		JsonValue.of(value);
		return with(this.recipe.withClaim(name, value));
	}

	/**
	 * Sets claims, each as {@link #claim} does.
	 * @param claims values by name of the claim
	 * @return a token with the claims
	 */
	public TestToken claims(Map<String, ? extends @Nullable Object> claims) {
		TestToken token = this;
		for (Map.Entry<String, ? extends @Nullable Object> claim : claims.entrySet()) {
			token = token.claim(claim.getKey(), claim.getValue());
		}
		return token;
	}

	/**
	 * Removes a claim, of a derived claim what it is derived from.
	 * @param name literal name of the claim
	 * @return a token without the claim
	 */
	public TestToken withoutClaim(String name) {
		return with(this.recipe.withClaim(name, null));
	}

	/**
	 * Sets {@code iat}.
	 * @param time when the token was issued
	 * @return a token that was issued then
	 */
	public TestToken issuedAt(Instant time) {
		return claim("iat", time);
	}

	/**
	 * Sets {@code nbf}.
	 * @param time when the token begins to be valid
	 * @return a token that begins then
	 */
	public TestToken notBefore(Instant time) {
		return claim("nbf", time);
	}

	/**
	 * Sets {@code exp}.
	 * @param time when the token expires
	 * @return a token that expires then
	 */
	public TestToken expiresAt(Instant time) {
		return claim("exp", time);
	}

	/**
	 * Lets the token expire before now, by more than the tolerance for clock skew.
	 * @return a token that is refused with {@code token.expired}
	 */
	public TestToken expired() {
		return with(this.recipe.withValidity(Validity.PAST, "exp"));
	}

	/**
	 * Lets the token begin after now, by more than the tolerance for clock skew.
	 * @return a token that is refused with {@code token.not_yet_valid}
	 */
	public TestToken notYetValid() {
		return with(this.recipe.withValidity(Validity.FUTURE, "nbf"));
	}

	/**
	 * Sets a parameter of the header, such as {@code typ} or {@code kid}.
	 * @param name name of the parameter
	 * @param value the value as in {@link #claim}; {@code null} for a token without the
	 * parameter
	 * @return a token with the parameter
	 */
	public TestToken header(String name, @Nullable Object value) {
		JsonValue.of(value);
		return with(this.recipe.withHeader(name, value));
	}

	/**
	 * Sets the algorithm, whether the JWT accepts it or not. A token that is signed by
	 * {@code none} has no signature; one by an algorithm that Microgate does not support
	 * has one that verifies nothing.
	 * @param name value of {@code alg}
	 * @return a token that is signed by this algorithm
	 */
	public TestToken algorithm(String name) {
		return header("alg", name);
	}

	/**
	 * Signs with another key than those of the JWKS, under the key id of one of them.
	 * @return a token that is refused with {@code token.signature}
	 */
	public TestToken signedByStranger() {
		return with(this.recipe.withStrangersSignature());
	}

	/**
	 * Binds the token to a key of the client (RFC 9449), also if its JWT does not require
	 * it. The clients send a new proof with each request.
	 * @return a token that only a client with the key can send
	 */
	public TestToken boundToKey() {
		return with(this.recipe.withSender(new TokenRecipe.Sender(true, this.recipe.sender().certificate())));
	}

	/**
	 * Lets the client present a certificate. The token is bound to it (RFC 8705) if its
	 * JWT requires that. MockMvc presents it as the server would; other clients send the
	 * header field of {@code microgate.client-certificate}.
	 * @param certificate the certificate
	 * @return a token that is sent with the certificate
	 */
	public TestToken certificate(X509Certificate certificate) {
		return with(this.recipe.withSender(new TokenRecipe.Sender(this.recipe.sender().key(), certificate)));
	}

	private TestToken with(TokenRecipe changed) {
		return new TestToken(this.tokens, changed);
	}

	/**
	 * Signs the token.
	 * @return the token in compact form
	 * @throws IllegalStateException if no value is known for a claim that the entry
	 * requires; {@link #claim} sets one. Also if two claims contradict each other at the
	 * place that they are written at
	 */
	public String value() {
		return this.tokens.sign(this.recipe);
	}

	/**
	 * Sends the token with a request of MockMvc.
	 * @return sets the token at the first source of its JWT
	 */
	public RequestPostProcessor forMockMvc() {
		return (request) -> MockMvcRequests.send(request, placed());
	}

	/**
	 * Sends the token with each request of a WebTestClient, mutated with the result.
	 * @return sets the token at the first source of its JWT
	 */
	public WebTestClientConfigurer forWebTestClient() {
		return (builder, handler, connector) -> builder.filter(forWebClient());
	}

	/**
	 * Sends the token with each request of a RestClient, RestTestClient, RestTemplate or
	 * TestRestTemplate.
	 * @return sets the token at the first source of its JWT
	 */
	public ClientHttpRequestInterceptor forRestClient() {
		return (request, body, execution) -> execution.execute(RestClientRequests.send(request, placed()), body);
	}

	/**
	 * Sends the token with each request of a WebClient.
	 * @return sets the token at the first source of its JWT
	 */
	public ExchangeFilterFunction forWebClient() {
		return (request, next) -> next.exchange(WebClientRequests.send(request, placed()));
	}

	/**
	 * Whether the token is bound to a key of the client, so that each request with it
	 * needs a proof.
	 * @return {@code false} if it is bound to a certificate or to nothing
	 */
	public boolean isBoundToKey() {
		return this.tokens.isBoundToKey(this.recipe);
	}

	/**
	 * Writes a proof for a request of another client than those that this token is for.
	 * It belongs into the header {@code DPoP}, and the token behind the scheme
	 * {@code DPoP}.
	 * @param token what {@link #value} has returned
	 * @param method the method of the request
	 * @param path the path of the request as it is sent, with the context path and
	 * without the query
	 * @return the proof, for one request
	 * @throws IllegalStateException if {@code microgate.public-origins} is not set
	 */
	public String proof(String token, String method, String path) {
		return this.tokens.proof(token).of(method, path);
	}

	private PlacedToken placed() {
		return this.tokens.place(this.recipe, value());
	}

	/** Says what was asked for, without values of claims. */
	@Override
	public String toString() {
		return this.recipe.toString();
	}

}
