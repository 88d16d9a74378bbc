package io.microgate.check;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Objects;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.microgate.configuration.ResourceServerMigration;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.security.converter.RsaKeyConverters;

/**
 * Prints YAML of Microgate that translates the configuration of Spring Boot's resource
 * server.
 */
final class MigrateCommand {

	/** The YAML is printed. */
	static final int PRINTED = 0;

	/** There is nothing to migrate, or the files have problems. */
	static final int FAILED = 1;

	/** The command was not understood. */
	static final int MISUSED = 2;

	static final String USAGE = """
			Usage: java -jar microgate-jwt-check.jar migrate [OPTION]... FILE...
			  FILE              an application.yml, .yaml or .properties; the later ones take precedence
			  --classpath=DIR   a folder where 'classpath:' locations are looked for; may be repeated; by default
			                    src/main/resources and target/classes of the working directory, if they exist
			  --profiles=NAME   profiles of Spring to read the files with, separated by commas
			  --KEY.KEY=VALUE   a property, as on the command line of the application
			Prints YAML that says what 'spring.security.oauth2.resourceserver.*' says. Comments name what differs and what has
			no counterpart. Placeholders stay placeholders.
			Exit code: 0 printed, 1 nothing to migrate or unusable files, 2 wrong usage.""";

	private static final String KEY = "'jwt.public-key-location': 'jwks.json' is not printed. ";

	private final PrintStream out;

	private final PrintStream err;

	private final ConfigurableEnvironment environment;

	/**
	 * Creates a command for one run.
	 * @param out where the YAML goes, in UTF-8, as it is read
	 * @param err where problems go
	 * @param environment an environment with system properties and environment variables
	 */
	MigrateCommand(PrintStream out, PrintStream err, ConfigurableEnvironment environment) {
		this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
		this.err = err;
		this.environment = environment;
	}

	int run(String... arguments) {
		CheckArguments parsed;
		try {
			requireFiles(List.of(arguments));
			parsed = CheckArguments.parse(arguments);
			if (parsed.print() || !parsed.manifests().isEmpty()) {
				throw new IllegalArgumentException("Not understood beside 'migrate': --print and --manifests");
			}
		}
		catch (IllegalArgumentException ex) {
			this.err.printf("%s%n%n%s%n", ex.getMessage(), USAGE);
			return MISUSED;
		}
		try {
			return ConfigurationFiles.read(this.environment, parsed,
					(prepared, names) -> print(prepared, parsed.files()));
		}
		catch (UnusableFilesException ex) {
			this.err.println(ex.getMessage());
			return FAILED;
		}
	}

	private static void requireFiles(List<String> arguments) {
		List<String> files = arguments.stream().filter((argument) -> !argument.startsWith("-")).toList();
		if (files.isEmpty()) {
			throw new IllegalArgumentException("There is no file to migrate.");
		}
		for (String file : files) {
			if (Files.isDirectory(Path.of(file))) {
				throw new IllegalArgumentException("Not a file: " + file);
			}
		}
	}

	private int print(ConfigurableEnvironment prepared, List<Path> files) {
		ResourceServerMigration migration = ResourceServerMigration.of(prepared);
		if (migration == null) {
			throw new UnusableFilesException(
					"There is nothing to migrate: 'spring.security.oauth2.resourceserver.*' is not set.");
		}
		String location = migration.publicKeyLocation();
		if (location != null) {
			this.out.printf("# %s%n", keySet(location));
		}
		InactiveDocuments.remarks(files, prepared).forEach((remark) -> this.out.printf("# %s%n", remark));
		this.out.print(migration.yaml());
		return PRINTED;
	}

	/** Without a key ID, so that the key verifies tokens of any. */
	private static String keySet(String location) {
		try (InputStream file = new DefaultResourceLoader().getResource(location).getInputStream()) {
			RSAPublicKey key = RsaKeyConverters.x509().convert(file);
			return "jwks.json: " + new JWKSet(new RSAKey.Builder(Objects.requireNonNull(key)).build());
		}
		catch (FileNotFoundException ex) {
			return KEY + "There is no such file: " + location;
		}
		catch (IOException | IllegalArgumentException ex) {
			return KEY + "It is not an RSA public key in PEM: " + location;
		}
	}

}
