package io.microgate.sample;

import io.microgate.sample.policy.BookstoreContract;
import io.microgate.test.AutoConfigureMicrogateJwt;
import io.microgate.test.token.TestToken;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.TestRestTemplate;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureTestRestTemplate;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;

/**
 * The policy of the whole sample on Tomcat, through a client that all tests share.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMicrogateJwt
@AutoConfigureTestRestTemplate
class TestRestTemplateBookstoreTests extends BookstoreContract {

	@Autowired
	private TestRestTemplate client;

	@AfterEach
	void forgetToken() {
		this.client.getRestTemplate().getInterceptors().clear();
	}

	@Override
	protected int status(HttpMethod method, String path) {
		return this.client.exchange(path, method, HttpEntity.EMPTY, Void.class).getStatusCode().value();
	}

	@Override
	protected int status(HttpMethod method, String path, TestToken token) {
		this.client.getRestTemplate().getInterceptors().clear();
		this.client.getRestTemplate().getInterceptors().add(token.forRestClient());
		return status(method, path);
	}

}
