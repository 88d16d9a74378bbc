package io.microgate.jwt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.microgate.decision.DenyReason;
import io.microgate.jose.CompactJws;
import org.jspecify.annotations.Nullable;

/**
 * Records how a token was looked for and verified, to explain it. Also says what counts
 * meanwhile: the time, and whether the signature is checked. Belongs to one explanation.
 */
public final class TokenTrace {

	private final Instant time;

	private final boolean signatureAssumed;

	private final List<Entry> entries = new ArrayList<>();

	private int source = -1;

	private boolean refusedAtSource;

	private boolean proofAssumed;

	private Map<String, @Nullable Object> header = Map.of();

	private Map<String, @Nullable Object> claims = Map.of();

	/**
	 * Creates an empty record.
	 * @param time the time to judge by
	 * @param signatureAssumed whether the signature counts as good
	 */
	public TokenTrace(Instant time, boolean signatureAssumed) {
		this.time = time;
		this.signatureAssumed = signatureAssumed;
	}

	/**
	 * Returns the time that the token is judged by.
	 * @return the time
	 */
	public Instant time() {
		return this.time;
	}

	/**
	 * Whether the signature counts as good.
	 * @return {@code false} if it is checked
	 */
	public boolean isSignatureAssumed() {
		return this.signatureAssumed;
	}

	/**
	 * Returns the position of the source that decided.
	 * @return the position, -1 if no source was present
	 */
	public int source() {
		return this.source;
	}

	/**
	 * Returns the header of the token.
	 * @return the members, none if it was not read
	 */
	public Map<String, @Nullable Object> header() {
		return this.header;
	}

	/**
	 * Returns the token's own claims, which are not verified.
	 * @return the claims, none if they were not read
	 */
	public Map<String, @Nullable Object> claims() {
		return this.claims;
	}

	/**
	 * Returns how far the token came in each entry of {@code requireAny}.
	 * @return the entries in their order, none if the token did not get that far
	 */
	public List<Entry> entries() {
		return this.entries;
	}

	/**
	 * Whether the token was refused because of how it was sent.
	 * @return {@code false} also if no source was present
	 */
	public boolean isRefusedAtSource() {
		return this.refusedAtSource;
	}

	/**
	 * Whether the possession of the key counts as proved that the token is bound to, as
	 * no proof is sent.
	 * @return {@code false} if there is no such key, or a proof
	 */
	public boolean isProofAssumed() {
		return this.proofAssumed;
	}

	/**
	 * Counts the possession of the key as proved, if the signature of the token counts as
	 * good.
	 * @return whether it counts
	 */
	public boolean assumeProof() {
		this.proofAssumed = this.signatureAssumed;
		return this.proofAssumed;
	}

	void foundAt(int position, boolean refused) {
		this.source = position;
		this.refusedAtSource = refused;
	}

	void read(CompactJws jws, Map<String, @Nullable Object> values) {
		this.header = jws.header().members();
		this.claims = values;
	}

	void add(Entry entry) {
		this.entries.add(entry);
	}

	/**
	 * How far a token came in an entry of {@code requireAny}.
	 *
	 * @param failure what it failed at, {@code null} if it satisfies the entry
	 * @param keyless whether there are no keys to check the signature
	 * @param keyOfOther whether the key that signed is limited to another issuer
	 * @param claim position of the claim that is not as required, -1 for none of those
	 * that are listed
	 */
	public record Entry(@Nullable DenyReason failure, boolean keyless, boolean keyOfOther, int claim) {
	}

}
