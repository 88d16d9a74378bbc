package io.microgate.jwks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A row of the table of key sets: what is published, and what is made of it.
 *
 * @param values the row as it is written
 */
public record KeySetShape(Map<String, Object> values) {

	private static final Set<String> KEYS = Set.of("name", "from", "verdict", "says", "because", "jwk", "set", "key",
			"kid", "keyUse", "body", "encoding", "status");

	private static final ShapeKeys SIGNING = new ShapeKeys();

	/**
	 * Reads the table.
	 * @return its rows
	 */
	@SuppressWarnings("unchecked")
	public static List<KeySetShape> load() {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		try (InputStream file = KeySetShape.class.getResourceAsStream("/keysets/shapes.yaml")) {
			Map<String, Object> table = new Yaml(new SafeConstructor(options)).load(file);
			List<KeySetShape> shapes = ((List<Map<String, Object>>) table.get("rows")).stream()
				.map(KeySetShape::new)
				.toList();
			if (new HashSet<>(shapes.stream().map(KeySetShape::toString).toList()).size() != shapes.size()) {
				throw new IllegalArgumentException("Two rows have the same name");
			}
			return shapes;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public KeySetShape {
		if (!KEYS.containsAll(values.keySet()) || !values.containsKey("because")
				|| values.containsKey("jwk") == values.containsKey("set")) {
			throw new IllegalArgumentException("Not a row: " + values);
		}
	}

	private String text(String key, String otherwise) {
		return (String) this.values.getOrDefault(key, otherwise);
	}

	@SuppressWarnings("unchecked")
	private List<String> list(String key, List<String> otherwise) {
		return (List<String>) this.values.getOrDefault(key, otherwise);
	}

	Verdict verdict() {
		return Verdict.valueOf(text("verdict", "").replace('-', '_').toUpperCase(java.util.Locale.ROOT));
	}

	/** What the remark or the error contains. */
	String says() {
		return text("says", "");
	}

	public List<String> keyUse() {
		return list("keyUse", List.of("sig"));
	}

	/** Whether another key of the set is good. */
	public boolean hasSpare() {
		return this.values.containsKey("jwk") && verdict() != Verdict.REFUSED;
	}

	/** The status of a request with {@link #token}. */
	public int status() {
		return (int) this.values.getOrDefault("status", verdict().status);
	}

	/** A token that is signed by the key that the set publishes. */
	public String token(String payload) {
		String key = text("key", "rsa");
		String kid = text("kid", "k");
		String member = kid.equals("-") ? "" : ",\"kid\":\"%s\"".formatted(kid);
		return SIGNING.get(key)
			.token(ShapeKeys.algorithm(key), "{\"alg\":\"%s\"%s}".formatted(ShapeKeys.algorithm(key), member), payload);
	}

	/** A token that is signed by the good key. */
	public String spareToken(String payload) {
		return SIGNING.get("spare").token("ES256", "{\"alg\":\"ES256\",\"kid\":\"spare\"}", payload);
	}

	/**
	 * Publishes the key set.
	 */
	public void respond(HttpExchange exchange) throws IOException {
		for (String encoding : list("encoding", List.of())) {
			exchange.getResponseHeaders().add("Content-Encoding", encoding);
		}
		JwksServer.respond(exchange, 200, body());
	}

	private byte[] body() throws IOException {
		byte[] body = SIGNING.fill(document()).getBytes(StandardCharsets.UTF_8);
		for (String change : list("body", List.of())) {
			body = changed(body, change);
		}
		return body;
	}

	private String document() {
		if (this.values.containsKey("set")) {
			return text("set", "");
		}
		String more = IntStream.range(0, list("body", List.of()).contains("149-more") ? 149 : 1)
			.mapToObj((
					i) -> ",{\"kid\":\"spare%s\",\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"${spare.x}\",\"y\":\"${spare.y}\"}"
						.formatted((i > 0) ? i : ""))
			.collect(Collectors.joining());
		return "{\"keys\":[" + text("jwk", "") + more + "]}";
	}

	private static byte[] changed(byte[] body, String change) throws IOException {
		String text = new String(body, StandardCharsets.UTF_8);
		return switch (change) {
			case "149-more" -> body;
			case "bom" -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
			case "utf-16" -> text.getBytes(StandardCharsets.UTF_16);
			case "utf-16le" -> text.getBytes(StandardCharsets.UTF_16LE);
			case "gzip" -> gzip(body);
			default -> throw new IllegalArgumentException(change);
		};
	}

	static byte[] gzip(byte[] content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(content);
		}
		return bytes.toByteArray();
	}

	@Override
	public String toString() {
		return text("name", "");
	}

	/**
	 * What is made of a key, or of a set as a whole.
	 */
	enum Verdict {

		TAKEN(200), NOTED(200), LEFT_OUT(401), SKIPPED(401), REFUSED(503);

		private final int status;

		Verdict(int status) {
			this.status = status;
		}

	}

}
