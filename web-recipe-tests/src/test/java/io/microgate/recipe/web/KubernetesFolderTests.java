package io.microgate.recipe.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import io.microgate.sample.provider.KeyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The files of {@code docs/kubernetes}: an application with what they mount decides about
 * tokens of service accounts, answers the probes and Prometheus, and follows a changed
 * ConfigMap.
 */
class KubernetesFolderTests {

	private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

	private static final String BACK_OFFICE = "system:serviceaccount:shop:back-office";

	private static final String OTHER = "system:serviceaccount:shop:other";

	private static final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path root;

	private final KubernetesFolder folder = folder();

	private static KubernetesFolder folder() {
		try {
			return KubernetesFolder.read();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private int status(int port, String method, String path, String token) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:%d%s".formatted(port, path)))
			.method(method, HttpRequest.BodyPublishers.noBody());
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()).join().statusCode();
	}

	private static String token(KeyServer cluster, String subject) {
		return cluster.token("bookstore",
				Map.of("iss", ISSUER, "sub", subject, "iat", System.currentTimeMillis() / 1000));
	}

	private Recipe start(WebApplicationType type, Pod pod) throws IOException {
		pod.mount(this.folder);
		List<Map<String, Object>> variables = KubernetesFolder.at(this.folder.pod(), "spec.containers.0.env");
		Map<String, Object> environment = new HashMap<>();
		variables.forEach((variable) -> environment.put((String) variable.get("name"),
				pod.local((String) variable.get("value"))));
		StandardEnvironment container = new StandardEnvironment();
		container.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("container-systemEnvironment", environment));
		String location = Binder.get(container).bind("spring.config.additional-location", String.class).get();
		return Recipe.start(type, Map.of("spring.config.additional-location", location), Bookstore.class);
	}

	private Pod pod(ApiServer apiServer) {
		return new Pod(this.root, (text) -> text.replace("https://kubernetes.default.svc/", apiServer.uri() + "/")
			.replaceAll("port: (8080|9090)\n", "port: 0\n"));
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void requestWhenFilesAreMountedThenServiceAccountDecides(WebApplicationType type)
			throws IOException, JOSEException, GeneralSecurityException {
		try (KeyServer cluster = KeyServer.start();
				ApiServer apiServer = ApiServer.start(Pod.serviceAccount(this.root), cluster.keys());
				Recipe bookstore = start(type, pod(apiServer))) {
			int port = bookstore.port();
			assertThat(status(port, "GET", "/api/books", null)).isEqualTo(401);
			assertThat(status(port, "GET", "/api/books", token(cluster, OTHER))).isEqualTo(200);
			assertThat(status(port, "POST", "/api/books", token(cluster, OTHER))).isEqualTo(403);
			assertThat(status(port, "POST", "/api/books", token(cluster, BACK_OFFICE))).isEqualTo(200);
			assertThat(status(port, "GET", "/api/books", token(cluster, "system:serviceaccount:else:other")))
				.isEqualTo(401);
			assertThat(status(port, "GET", "/elsewhere", token(cluster, BACK_OFFICE))).isEqualTo(403);
			for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
				await().untilAsserted(() -> assertThat(probe(bookstore, probe)).isEqualTo(200));
			}
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void metersWhenAskedForThenAtTheManagementPortOnly(WebApplicationType type)
			throws IOException, JOSEException, GeneralSecurityException {
		try (KeyServer cluster = KeyServer.start();
				ApiServer apiServer = ApiServer.start(Pod.serviceAccount(this.root), cluster.keys());
				Recipe bookstore = start(type, pod(apiServer))) {
			int management = bookstore.managementPort();
			assertThat(status(management, "GET", "/actuator/prometheus", null)).isEqualTo(200);
			assertThat(status(management, "POST", "/actuator/prometheus", null)).isEqualTo(403);
			assertThat(status(bookstore.port(), "GET", "/actuator/prometheus", null)).isEqualTo(404);
		}
	}

	@Test
	void probeWhenKeysAreMissingThenLiveAndNotReady() throws IOException, JOSEException, GeneralSecurityException {
		try (ApiServer apiServer = ApiServer.start(Pod.serviceAccount(this.root), "{\"keys\": 1}");
				Recipe bookstore = start(WebApplicationType.SERVLET, pod(apiServer))) {
			await().untilAsserted(() -> assertThat(probe(bookstore, "readinessProbe")).isEqualTo(503));
			assertThat(probe(bookstore, "livenessProbe")).isEqualTo(200);
		}
	}

	/** Asks the port that the probe names. */
	private int probe(Recipe bookstore, String name) {
		Map<String, Object> container = KubernetesFolder.at(this.folder.pod(), "spec.containers.0");
		String port = KubernetesFolder.at(container, name + ".httpGet.port");
		KubernetesFolder.named(KubernetesFolder.at(container, "ports"), port);
		return status(port.equals("http") ? bookstore.port() : bookstore.managementPort(), "GET",
				KubernetesFolder.at(container, name + ".httpGet.path"), null);
	}

	@Test
	void policyWhenConfigMapChangesThenInForceWithoutRestart()
			throws IOException, JOSEException, GeneralSecurityException {
		try (KeyServer cluster = KeyServer.start();
				ApiServer apiServer = ApiServer.start(Pod.serviceAccount(this.root), cluster.keys())) {
			Pod pod = pod(apiServer);
			try (Recipe bookstore = start(WebApplicationType.SERVLET, pod)) {
				String token = token(cluster, OTHER);
				assertThat(status(bookstore.port(), "POST", "/api/books", token)).isEqualTo(403);
				Map<String, String> changed = new HashMap<>(this.folder.data("bookstore-policies"));
				changed.replaceAll((file, text) -> text.replace(BACK_OFFICE, OTHER));
				pod.mount("/etc/microgate/policies", changed);
				await().atMost(Duration.ofSeconds(60))
					.untilAsserted(
							() -> assertThat(status(bookstore.port(), "POST", "/api/books", token)).isEqualTo(200));
			}
		}
	}

	@Test
	void resourcesWhenReadThenReferToEachOther() {
		Map<String, Object> pod = this.folder.pod();
		List<Map<String, Object>> ports = KubernetesFolder.at(pod, "spec.containers.0.ports");
		Map<String, Object> service = this.folder.resource("Service", "bookstore");
		assertThat(KubernetesFolder.<Object>at(service, "spec.selector"))
			.isEqualTo(KubernetesFolder.at(pod, "metadata.labels"))
			.isEqualTo(
					KubernetesFolder.at(this.folder.resource("Deployment", "bookstore"), "spec.selector.matchLabels"));
		KubernetesFolder.named(ports, KubernetesFolder.at(service, "spec.ports.0.targetPort"));
		assertThat(KubernetesFolder.<List<Object>>at(service, "spec.ports")).hasSize(1);
		this.folder.resource("ServiceAccount", KubernetesFolder.at(pod, "spec.serviceAccountName"));
		assertThat(this.folder.data("bookstore-configuration").get("application.yml"))
			.contains("port: " + KubernetesFolder.named(ports, "http").get("containerPort"))
			.contains("port: " + KubernetesFolder.named(ports, "management").get("containerPort"));
		String audience = KubernetesFolder.at(this.folder.resource("Pod", "back-office"),
				"spec.volumes.0.projected.sources.0.serviceAccountToken.audience");
		assertThat(this.folder.data("bookstore-policies").get("tokens.yaml")).contains("audiences: [" + audience + "]");
		assertThat(this.folder.resources())
			.allSatisfy((resource) -> assertThat(KubernetesFolder.<Object>at(resource, "metadata.namespace"))
				.isEqualTo("shop"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Bookstore {

		@RestController
		static class Books {

			@RequestMapping("/api/books")
			String books(Principal client) {
				return client.getName();
			}

		}

	}

}
