package io.microgate.sample;

import io.microgate.sample.policy.BookstoreContract;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * The policy of the whole sample on Tomcat.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMicrogateJwt
@AutoConfigureRestTestClient
class ServerBookstoreTests extends BookstoreContract {

	@Autowired
	private RestTestClient client;

	@Override
	protected int status(HttpMethod method, String path) {
		return status(this.client, method, path);
	}

	@Override
	protected int status(HttpMethod method, String path, TestToken token) {
		return status(this.client.mutate().requestInterceptor(token.forRestClient()).build(), method, path);
	}

	private static int status(RestTestClient client, HttpMethod method, String path) {
		return client.method(method).uri(path).exchange().returnResult().getStatus().value();
	}

}
