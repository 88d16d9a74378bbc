package io.microgate.sample.gateway;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The bookstore behind the gateway: a server of its own, in the same process so that
 * nothing else has to be started. It answers with what it sees of a request.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

	@Bean(destroyMethod = "disposeNow")
	DisposableServer upstream(@Value("${upstream.port}") int port) {
		return HttpServer.create()
			.host("localhost")
			.port(port)
			.handle((request, response) -> response.sendString(Mono.just(describe(request))))
			.bindNow();
	}

	private static String describe(HttpServerRequest request) {
		boolean token = request.requestHeaders().contains("Authorization");
		return request.method() + " " + request.uri() + (token ? " with a token" : " without a token");
	}

}
