package io.microgate.jose;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider of some algorithms that behaves as a test wants it to, else as the JDK.
 */
@SuppressWarnings("serial")
final class FakeProvider extends Provider {

	private final Behavior behavior;

	private final AtomicInteger verifications = new AtomicInteger();

	FakeProvider(Behavior behavior, String... algorithms) {
		super("Fake", "1.0", "A provider for tests");
		this.behavior = behavior;
		for (String algorithm : algorithms) {
			putService(new FakeService(algorithm));
		}
	}

	int verifications() {
		return this.verifications.get();
	}

	/**
	 * Decides about a signature.
	 */
	interface Behavior {

		/** Decides as the JDK does. */
		Behavior RIGHT = (genuine) -> genuine;

		boolean decide(boolean genuine) throws SignatureException;

		default boolean decide(boolean genuine, byte[] signature) throws SignatureException {
			return decide(genuine);
		}

		/** Looks at a key. */
		default void accept(PublicKey key) throws InvalidKeyException {
		}

	}

	private final class FakeService extends Service {

		FakeService(String algorithm) {
			super(FakeProvider.this, "Signature", algorithm, FakeSignature.class.getName(), null, Map.of());
		}

		@Override
		public Object newInstance(Object parameter) {
			return new FakeSignature(getAlgorithm());
		}

	}

	private final class FakeSignature extends SignatureSpi {

		private final Signature jdk;

		FakeSignature(String algorithm) {
			try {
				this.jdk = Signature.getInstance(algorithm);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
			FakeProvider.this.behavior.accept(key);
			this.jdk.initVerify(key);
		}

		@Override
		protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
			this.jdk.update(bytes, offset, length);
		}

		@Override
		protected boolean engineVerify(byte[] signature) throws SignatureException {
			FakeProvider.this.verifications.incrementAndGet();
			boolean genuine;
			try {
				genuine = this.jdk.verify(signature);
			}
			catch (SignatureException ex) {
				genuine = false;
			}
			return FakeProvider.this.behavior.decide(genuine, signature);
		}

		@Override
		protected void engineSetParameter(AlgorithmParameterSpec parameters) {
			try {
				this.jdk.setParameter(parameters);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		protected void engineUpdate(byte b) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void engineInitSign(PrivateKey key) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected byte[] engineSign() {
			throw new UnsupportedOperationException();
		}

		@Override
		@Deprecated
		protected void engineSetParameter(String name, Object value) {
			throw new UnsupportedOperationException();
		}

		@Override
		@Deprecated
		protected Object engineGetParameter(String name) {
			throw new UnsupportedOperationException();
		}

	}

}
