package io.microgate.sample.reactive;

import io.microgate.sample.policy.BookstoreContract;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The policy of the whole sample without a server.
 */
@SpringBootTest
@AutoConfigureMicrogateJwt
@AutoConfigureWebTestClient
class WebTestClientBookstoreTests extends BookstoreContract {

	@Autowired
	private WebTestClient client;

	@Override
	protected int status(HttpMethod method, String path) {
		return status(this.client, method, path);
	}

	@Override
	protected int status(HttpMethod method, String path, TestToken token) {
		return status(this.client.mutateWith(token.forWebTestClient()), method, path);
	}

	private static int status(WebTestClient client, HttpMethod method, String path) {
		return client.method(method).uri(path).exchange().returnResult().getStatus().value();
	}

}
