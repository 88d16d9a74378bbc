package io.microgate.jwks;

import java.security.GeneralSecurityException;
import java.util.Collection;

import io.microgate.revocation.RevocationList;
import io.microgate.secret.PemFiles;
import io.microgate.secret.SecretFile;
import io.microgate.secret.SecretText;
import io.microgate.secret.UnusableMaterialException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the content of a secret's file before it is taken into use.
 */
public final class SecretContentCheck {

	private SecretContentCheck() {
	}

	/**
	 * Says why the content of a file cannot be used, without quoting it.
	 * @param file which of the secret's files
	 * @param content the content, {@code null} if there is no such file
	 * @param keyUse the values of 'use' that the JWKS accepts
	 * @return a predicate without subject, or {@code null} if the content can be used
	 */
	public static @Nullable String refusal(SecretFile file, byte @Nullable [] content, Collection<String> keyUse) {
		if (content == null) {
			return "is absent";
		}
		try {
			parse(file, content, keyUse);
			return null;
		}
		catch (InvalidKeySetException ex) {
			return "is not usable: " + ex.getMessage();
		}
		catch (UnusableMaterialException ex) {
			return ex.getMessage();
		}
		catch (GeneralSecurityException ex) {
			return "cannot be parsed, PEM is expected";
		}
	}

	private static void parse(SecretFile file, byte[] content, Collection<String> keyUse)
			throws InvalidKeySetException, UnusableMaterialException, GeneralSecurityException {
		switch (file) {
			case KEY_SET -> new KeySetParser(keyUse).parse(content);
			case CERTIFICATES -> PemFiles.certificates(content);
			case REVOCATION_LISTS -> PemFiles.lists(content);
			case BEARER_TOKEN, USERNAME, PASSWORD -> SecretText.parse(file, content);
			case REVOKED_TOKENS -> RevocationList.parse(content);
		}
	}

}
