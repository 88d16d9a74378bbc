package io.microgate.verdict;

import java.util.List;
import java.util.Map;

/**
 * One case.
 *
 * @param name what is shown
 * @param clause section of the contract
 * @param request method and target as sent, and the protocol version unless it is
 * HTTP/1.1
 * @param headers header lines as sent; the Host header is added unless there is one
 * @param body body of the request, {@code null} for none
 * @param token the token, {@code null} for none; it is sent as bearer token unless
 * {@code {token}} stands somewhere in the request
 * @param proof the proof of possession that is sent with the token, {@code null} for
 * none; sent as {@code DPoP} header unless {@code {proof}} is in a header
 * @param managementPort whether the request goes to the management port
 * @param stack the only web stack this is for, {@code null} for all
 * @param expectation what is expected
 * @param answersOfServers what is expected instead on a stack whose server refuses the
 * request itself and does not hand it over
 */
record Row(String name, String clause, String request, List<String> headers, String body, Token token, Proof proof,
		boolean managementPort, String stack, Expectation expectation, Map<String, Expectation> answersOfServers) {

	static final String PLACEHOLDER = "{token}";

	private static final String PROOF = "{proof}";

	boolean isFor(String stack) {
		return this.stack == null || this.stack.equals(stack);
	}

	Expectation expectationOn(String stack) {
		return this.answersOfServers.getOrDefault(stack, this.expectation);
	}

	/**
	 * The bytes of the request.
	 * @param token the token of this row, {@code null} for none
	 * @param proofs makes the proof
	 * @return HTTP
	 */
	String http(String token, ProofForge proofs) {
		return (this.proof != null) ? http(token).replace(PROOF, proofs.forge(this.proof.recipe(), this.request, token))
				: http(token);
	}

	/**
	 * The bytes of a request without a proof.
	 * @param token the token of this row, {@code null} for none
	 * @return HTTP
	 */
	String http(String token) {
		StringBuilder http = new StringBuilder(this.request);
		if (!this.request.matches("(?s).* HTTP/1\\.[01]")) {
			http.append(" HTTP/1.1");
		}
		http.append("\r\n");
		if (this.headers.stream().noneMatch((header) -> header.startsWith("Host:"))) {
			http.append("Host: localhost\r\n");
		}
		this.headers.forEach((header) -> http.append(header).append("\r\n"));
		if (token != null && !mentionsToken()) {
			String scheme = (this.proof != null) ? "DPoP " : "Bearer ";
			http.append("Authorization: ").append(scheme).append(PLACEHOLDER).append("\r\n");
		}
		if (this.proof != null && this.headers.stream().noneMatch((header) -> header.contains(PROOF))) {
			http.append("DPoP: ").append(PROOF).append("\r\n");
		}
		String content = (this.body != null) ? replaced(this.body, token) : "";
		if (this.body != null) {
			http.append("Content-Length: ").append(content.length()).append("\r\n");
		}
		if (this.headers.stream().noneMatch((header) -> header.startsWith("Connection:"))) {
			http.append("Connection: close\r\n");
		}
		return replaced(http.append("\r\n").toString(), token) + content;
	}

	private boolean mentionsToken() {
		return this.request.contains(PLACEHOLDER) || (this.body != null && this.body.contains(PLACEHOLDER))
				|| this.headers.stream().anyMatch((header) -> header.contains(PLACEHOLDER));
	}

	private static String replaced(String text, String token) {
		return (token != null) ? text.replace(PLACEHOLDER, token).replace("{encoded-token}", token.replace(".", "%2E"))
				: text;
	}

	/**
	 * A token by name or by recipe.
	 *
	 * @param name name of a recipe of the chapter, {@code null} for none
	 * @param recipe recipe of the row itself
	 */
	record Token(String name, TokenRecipe recipe) {
	}

	/**
	 * A proof of possession.
	 *
	 * @param recipe how it is made
	 * @param replayed whether it has been sent before
	 */
	record Proof(TokenRecipe recipe, boolean replayed) {
	}

}
