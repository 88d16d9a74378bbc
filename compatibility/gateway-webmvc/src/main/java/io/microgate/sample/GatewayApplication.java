package io.microgate.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The gateway of {@code sample-gateway-app} on the servlet stack, with the same policies
 * and an upstream that answers the same.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayApplication {

	public static void main(String[] args) {
		SpringApplication.run(GatewayApplication.class, args);
	}

	@Bean(destroyMethod = "")
	HttpServer upstream(@Value("${upstream.port}") int port) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		server.createContext("/", GatewayApplication::describe);
		server.start();
		return server;
	}

	private static void describe(HttpExchange exchange) throws IOException {
		boolean token = exchange.getRequestHeaders().containsKey("Authorization");
		String seen = exchange.getRequestMethod() + " " + exchange.getRequestURI()
				+ (token ? " with a token" : " without a token");
		exchange.getRequestBody().readAllBytes();
		exchange.sendResponseHeaders(200, seen.length());
		exchange.getResponseBody().write(seen.getBytes());
		exchange.close();
	}

}
