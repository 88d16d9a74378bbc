package io.microgate.jwks;

import java.util.List;

import io.microgate.secret.Secrets;

import org.springframework.core.io.Resource;

/**
 * Compiles JWKS specs into key sources.
 */
public interface JwksSourceCompiler {

	/**
	 * Compiles a spec that has been checked.
	 * @param name name of the JWKS
	 * @param spec the spec
	 * @param secrets where key material is
	 * @return the key source, to be closed by the caller
	 * @throws IllegalArgumentException if the URI is invalid
	 */
	JwksSource compile(String name, JwksSpec spec, Secrets secrets);

	/**
	 * Returns the files of secrets that a spec asks for.
	 * @param spec a spec that has been checked
	 * @param secrets where they are
	 * @return the files, which need not exist
	 */
	List<Resource> files(JwksSpec spec, Secrets secrets);

}
