package io.microgate.actuate;

import java.nio.charset.StandardCharsets;

import io.microgate.decision.FailureLog;
import io.microgate.engine.ExplainParameters;
import io.microgate.engine.ExplanationJson;
import io.microgate.runtime.ConfigurationExplainer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Explains how the configuration in force decides about a request. Off unless it is
 * exposed, its access is {@code unrestricted} and a policy lets requests to it through.
 */
@WebEndpoint(id = "microgateexplain", defaultAccess = Access.NONE)
public final class MicrogateExplainEndpoint {

	/** The id of the endpoint. */
	public static final EndpointId ID = EndpointId.of("microgateexplain");

	private static final String JSON = "application/json";

	private final ConfigurationExplainer explainer;

	private final boolean forwarded;

	private final FailureLog failures;

	/**
	 * Creates the endpoint.
	 * @param explainer explains the configuration in force
	 * @param forwarded whether the server takes host and client from forwarded headers
	 * @param failures logs exceptions without what was sent
	 */
	public MicrogateExplainEndpoint(ConfigurationExplainer explainer, boolean forwarded, FailureLog failures) {
		this.explainer = explainer;
		this.forwarded = forwarded;
		this.failures = failures;
	}

	/**
	 * Explains how a request is decided. The parameters are those of
	 * {@link ExplainParameters}.
	 * @param method the method
	 * @param path the path as it is sent, with the query
	 * @param host the host
	 * @param headers the header fields, one in each line
	 * @param remoteAddress IP address of the client
	 * @param token the token
	 * @param claims the claims of a token without a signature, as JSON
	 * @param time when the request is sent
	 * @param values whether values of claims are shown
	 * @param certificate the certificate of the client, in PEM
	 * @return JSON: the explanation, or status 400 and what is wrong with the parameters
	 */
	@WriteOperation(produces = JSON)
	public WebEndpointResponse<byte[]> explain(@Nullable String method, @Nullable String path, @Nullable String host,
			@Nullable String headers, @Nullable String remoteAddress, @Nullable String token, @Nullable String claims,
			@Nullable String time, @Nullable String values, @Nullable String certificate) {
		ExplainParameters parameters = new ExplainParameters(method, path, host, headers, remoteAddress, token, claims,
				time, values, certificate);
		try {
			return new WebEndpointResponse<>(
					ExplanationJson.write(this.explainer.explain(parameters.toRequest(this.forwarded, false))),
					WebEndpointResponse.STATUS_OK);
		}
		catch (IllegalArgumentException ex) {
			return problem(String.valueOf(ex.getMessage()), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		catch (RuntimeException ex) {
			this.failures.log("Explained no request because of an exception", ex);
			return problem("The request cannot be explained because of an exception, which the log names",
					WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
		}
	}

	/** No message has a character that JSON escapes: they quote nothing. */
	private static WebEndpointResponse<byte[]> problem(String message, int status) {
		return new WebEndpointResponse<>("{\"message\":\"%s\"}".formatted(message).getBytes(StandardCharsets.US_ASCII),
				status);
	}

}
