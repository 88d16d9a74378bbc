package io.microgate.propagation;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.microgate.request.FieldNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Header fields, queries and cookies as they are seen after edits.
 */
class RequestEditsTests {

	private static final StrippedSources STRIPPED = new StrippedSources(FieldNames.of(List.of("Authorization", "DPoP")),
			Set.of("access_token"), Set.of("creds"));

	private static final RequestEdits EDITS = new RequestEdits(FieldNames.of(List.of("X-User", "Client-Cert")),
			Map.of("X-User", "alice"), STRIPPED);

	@ParameterizedTest
	@CsvSource({ "X-User, alice", "x-user, alice", "X_User, ", "Client-Cert, ", "authorization, ", "DPOP, " })
	void valueWhenEditedThenOnlyWhatIsSet(String name, String value) {
		assertThat(EDITS.isEdited(name)).isTrue();
		assertThat(EDITS.value(name)).isEqualTo(value);
	}

	@Test
	void isEditedWhenOtherFieldThenNot() {
		assertThat(EDITS.isEdited("X-Users")).isFalse();
		assertThat(EDITS.isEdited("XUser")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "x-user, ''", "'close, X-User', close", "' x_user ,keep-alive,DPoP', keep-alive",
			"'keep-alive,  upgrade', 'keep-alive,  upgrade'", "'close,, ', 'close,, '", "'close,,x-user,', close" })
	void connectionWhenItNamesEditedFieldsThenOthersStay(String sent, String seen) {
		assertThat(EDITS.connection(sent)).isEqualTo(seen);
	}

	@ParameterizedTest
	@ValueSource(strings = { "close, \"x-user\"", "close, x -user", "\"x\\-user\", close", "close, \"a,x-user\"",
			"close, x-user\u00A0", "x-user\t, close", "x\t-user, close" })
	void connectionWhenAReaderFindsAnEditedFieldThenOthersStay(String sent) {
		assertThat(EDITS.connection(sent)).isEqualTo("close");
	}

	@ParameterizedTest
	@CsvSource({ "access_token=t, ", "a=1&access_token=t&b=%2B, a=1&b=%2B", "access%5Ftoken=t&a, a",
			"a=1&access_token, a=1", "=access_token=t&a=1, a=1", "access_token[]=t&a=1, a=1",
			"a=1;access_token=t&b=2, b=2", "a=1&&b, a=1&&b", "Access_Token=t, Access_Token=t",
			"a=access_token, a=access_token" })
	void queryWhenItHasTheTokenThenOthersStay(String sent, String seen) {
		assertThat(STRIPPED.query(sent)).isEqualTo(seen);
	}

	@Test
	void queryWhenNoneThenNone() {
		assertThat(STRIPPED.query(null)).isNull();
		assertThat(StrippedSources.NONE.query("access_token=t")).isEqualTo("access_token=t");
	}

	@ParameterizedTest
	@CsvSource({ "creds=t, ''", "a=1; creds=t; b=2, a=1; b=2", "creds = t;a=1, a=1", "',creds=t; a=1', a=1",
			"creds; a=1, a=1", "Creds=t;a=creds, Creds=t;a=creds" })
	void cookiesWhenTheTokenIsAmongThemThenOthersStay(String sent, String seen) {
		assertThat(STRIPPED.cookies(sent)).isEqualTo(seen);
	}

	@ParameterizedTest
	@CsvSource({ "access_token, true", "access_token[], true", "!access_token, true", "token, false" })
	void hasParameterWhenAReaderFindsTheTokenThenTrue(String name, boolean stripped) {
		assertThat(STRIPPED.hasParameter(name)).isEqualTo(stripped);
	}

}
