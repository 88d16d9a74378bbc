package io.microgate.revocation;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.microgate.constraint.Ref;
import io.microgate.secret.SecretFile;
import io.microgate.secret.Secrets;
import io.microgate.timer.DaemonTimer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * Holds the lists of revoked tokens of a configuration by name of the secret.
 */
public final class RevocationLists implements AutoCloseable {

	/**
	 * No list.
	 */
	public static final RevocationLists NONE = new RevocationLists(Map.of());

	private final Map<String, RevocationFile> files;

	private RevocationLists(Map<String, RevocationFile> files) {
		this.files = files;
	}

	/**
	 * Reads the lists of a configuration that follows the one of these. A list goes on,
	 * with the entries that it has, if its file is the same; none of these is closed.
	 * @param names names of the secrets
	 * @param secrets where the files are
	 * @param clock the time
	 * @param shared lists of another configuration that are taken first
	 * @return the lists, those that are shared or went on among them
	 */
	public RevocationLists recompile(Collection<String> names, Secrets secrets, Clock clock, RevocationLists shared) {
		Map<String, RevocationFile> next = new LinkedHashMap<>();
		for (String name : names) {
			Resource resource = secrets.file(new Ref(name), SecretFile.REVOKED_TOKENS);
			RevocationFile running = shared.find(name, resource);
			running = (running != null) ? running : find(name, resource);
			next.put(name, (running != null) ? running : started(name, resource, clock));
		}
		return new RevocationLists(next);
	}

	private @Nullable RevocationFile find(String name, Resource resource) {
		RevocationFile running = this.files.get(name);
		return (running != null && running.resource().equals(resource)) ? running : null;
	}

	private static RevocationFile started(String name, Resource resource, Clock clock) {
		RevocationFile file = new RevocationFile(name, resource, clock);
		file.start(RevocationFile.INTERVAL);
		return file;
	}

	/**
	 * Returns the list of a secret.
	 * @param secret name of the secret
	 * @return the list
	 * @throws IllegalArgumentException if there is none
	 */
	public RevokedTokens get(String secret) {
		RevocationFile file = this.files.get(secret);
		if (file == null) {
			throw new IllegalArgumentException("There is no list of revoked tokens in secret '" + secret + "'");
		}
		return file;
	}

	/**
	 * Returns the state of each list.
	 * @return the states by name of the secret
	 */
	public Map<String, RevocationState> states() {
		Map<String, RevocationState> states = new LinkedHashMap<>();
		this.files.forEach((name, file) -> states.put(name, file.state()));
		return states;
	}

	/**
	 * Returns the lists that others do not have.
	 * @param others the lists to leave out
	 * @return what is left
	 */
	public RevocationLists without(RevocationLists others) {
		Map<String, RevocationFile> left = new LinkedHashMap<>(this.files);
		left.values().removeAll(others.files.values());
		return new RevocationLists(left);
	}

	/** Reads the files no more. What has been read goes on to count. */
	@Override
	public void close() {
		DaemonTimer.closeAll(this.files.values().stream().map(RevocationFile::timer).toList());
	}

}
