package io.microgate.manifest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/**
 * Reads the YAML documents of a file. Nothing but trees comes of them: no tag makes an
 * object.
 */
public final class YamlFile {

	/** The length that a file has at most. */
	public static final int MAX_BYTES = 3 * 1024 * 1024;

	private static final int MIB = 1024 * 1024;

	private static final int MAX_NESTING = 50;

	private final Resource file;

	private final int maxValues;

	private final int maxBytes;

	private final List<Document> documents = new ArrayList<>();

	private YamlFile(Resource file, int maxValues, int maxBytes) {
		this.file = file;
		this.maxValues = maxValues;
		this.maxBytes = maxBytes;
	}

	/**
	 * Reads a file of manifests.
	 * @param file the file
	 * @param content what it holds, of a file that is too long the beginning
	 * @return the documents that are not empty, broken ones included
	 */
	static List<Document> read(Resource file, byte[] content) {
		return read(file, content, NodeReader.MAX_NODES);
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @param content what it holds, of a file that is too long the beginning
	 * @param maxValues how many values each document has at most, aliases written out
	 * @return the documents that are not empty, broken ones included
	 */
	public static List<Document> read(Resource file, byte[] content, int maxValues) {
		return read(file, content, maxValues, MAX_BYTES);
	}

	/**
	 * Reads a file that may be longer than others.
	 * @param file the file
	 * @param content what it holds, of a file that is too long the beginning
	 * @param maxValues how many values each document has at most, aliases written out
	 * @param maxBytes the length that the file has at most, whole MiB
	 * @return the documents that are not empty, broken ones included
	 */
	public static List<Document> read(Resource file, byte[] content, int maxValues, int maxBytes) {
		YamlFile yaml = new YamlFile(file, maxValues, maxBytes);
		String text = yaml.text(content);
		if (text != null) {
			YamlDocuments.split(text).forEach(yaml::read);
		}
		return yaml.documents;
	}

	private @Nullable String text(byte[] bytes) {
		if (bytes.length > this.maxBytes) {
			addBroken("must be at most %d MiB long".formatted(this.maxBytes / MIB), "Split the file", 0, null);
			return null;
		}
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return text.startsWith("\ufeff") ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			addBroken("must be UTF-8", "Save the file in UTF-8", 0, null);
			return null;
		}
	}

	private void read(YamlDocuments.Part part) {
		try {
			Composer composer = composer(part.text());
			while (composer.checkNode()) {
				add(composer.getNode(), part);
			}
		}
		catch (MarkedYAMLException ex) {
			addBroken("must be YAML: " + describe(ex), "Correct the YAML at this place, or just before it", part.line(),
					ex.getProblemMark());
		}
		catch (YAMLException ex) {
			// Its message may quote the text
			addBroken(
					"must be YAML without control characters, nested at most %d levels deep, with at most %d aliases"
						.formatted(MAX_NESTING, options().getMaxAliasesForCollections()),
					"Remove what is too much", part.line(), null);
		}
	}

	private Composer composer(String text) {
		LoaderOptions options = options();
		return new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
	}

	private LoaderOptions options() {
		LoaderOptions options = new LoaderOptions();
		options.setAllowRecursiveKeys(false);
		options.setNestingDepthLimit(MAX_NESTING);
		options.setCodePointLimit(this.maxBytes);
		return options;
	}

	private void add(@Nullable Node node, YamlDocuments.Part part) {
		if (node == null) {
			return;
		}
		NodeReader reader = new NodeReader(this.file, part.line(), this.maxValues);
		ManifestNode root = reader.read(node);
		if (root == null || root.kind() != ManifestNode.Kind.NULL || !reader.faults().isEmpty()) {
			this.documents.add(new Document(number(), root, reader.faults()));
		}
	}

	private void addBroken(String rule, String cure, int line, @Nullable Mark mark) {
		int at = line + ((mark != null) ? mark.getLine() : 0);
		TextResourceOrigin origin = new TextResourceOrigin(this.file,
				new Location(at, (mark != null) ? mark.getColumn() : 0));
		this.documents.add(new Document(number(), null, List.of(new YamlFault("", null, rule, cure, origin))));
	}

	private int number() {
		return this.documents.size() + 1;
	}

	/** What the message quotes of the text is left out, it may be secret. */
	private static String describe(MarkedYAMLException failure) {
		String problem = StringUtils.hasText(failure.getProblem()) ? failure.getProblem() : "it cannot be read";
		return problem.replaceFirst("(?s)(undefined alias|undefined tag handle|duplicate anchor|unknown directive).*",
				"$1");
	}

	/**
	 * A document of the file.
	 *
	 * @param number its number in the file, from 1, empty ones not counted
	 * @param root what it says, {@code null} if it is broken
	 * @param faults what is wrong in it
	 */
	public record Document(int number, @Nullable ManifestNode root, List<YamlFault> faults) {
	}

}
