package io.microgate.jose;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.security.Provider;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Loads the Amazon Corretto Crypto Provider by name: it is no dependency of Microgate.
 */
final class CorrettoProvider {

	private static final String TYPE = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

	private CorrettoProvider() {
	}

	static boolean isPresent(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(TYPE, classLoader);
	}

	/**
	 * Loads the provider with its native library and lets it test itself.
	 * @param classLoader finds the provider
	 * @return the provider, which is not registered
	 * @throws UnusableProviderException if it does not load, or fails its own tests
	 */
	static Provider load(@Nullable ClassLoader classLoader) throws UnusableProviderException {
		try {
			Class<?> type = ClassUtils.forName(TYPE, classLoader);
			// a thread that the provider starts for good inherits it
			Thread.currentThread().setContextClassLoader(type.getClassLoader());
			Provider provider = (Provider) type.getField("INSTANCE").get(null);
			Throwable error = (Throwable) type.getMethod("getLoadingError").invoke(provider);
			if (error != null) {
				throw new UnusableProviderException(error, cure(error));
			}
			Object status = type.getMethod("runSelfTests").invoke(provider);
			if (!"PASSED".equals(String.valueOf(status))) {
				throw new UnusableProviderException("its self-tests ended with " + status);
			}
			return provider;
		}
		catch (InvocationTargetException ex) {
			throw new UnusableProviderException(ex.getTargetException(), UnusableProviderException.REPLACE);
		}
		catch (ReflectiveOperationException | ClassCastException | LinkageError ex) {
			throw new UnusableProviderException(ex, UnusableProviderException.REPLACE);
		}
	}

	static String cure(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof IllegalCallerException) {
				return "Start the JVM with the option '--enable-native-access=ALL-UNNAMED'.";
			}
			if (cause instanceof IOException || String.valueOf(cause.getMessage()).contains("failed to map segment")) {
				return "Set the system property 'com.amazon.corretto.crypto.provider.tmpdir' to a directory that is "
						+ "writable and not mounted with 'noexec'.";
			}
		}
		return "Use the artifact whose classifier is that of the platform, here %s on %s."
			.formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
	}

}
