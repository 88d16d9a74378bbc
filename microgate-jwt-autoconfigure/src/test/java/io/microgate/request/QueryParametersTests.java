package io.microgate.request;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryParameters}.
 */
class QueryParametersTests {

	static List<Arguments> queries() {
		return List.of(Arguments.of("t=a", List.of("a")), Arguments.of("t=a&t=b", List.of("a", "b")),
				Arguments.of("x=1&t=a=b", List.of("a=b")), Arguments.of("t", List.of("")),
				Arguments.of("t=", List.of("")), Arguments.of("%74=a", List.of("a")),
				Arguments.of("t=a%2Eb", List.of("a.b")), Arguments.of("t=a+b", List.of("a+b")),
				Arguments.of("t=a%20b", List.of("a b")), Arguments.of("T=a", List.of()),
				Arguments.of("tt=a", List.of()), Arguments.of("t;x=a", List.of()), Arguments.of("x=1;t=a", List.of()),
				Arguments.of("", List.of()), Arguments.of("&&", List.of()), Arguments.of("t=%zz", List.of("%zz")),
				Arguments.of("t=%FF", List.of("%FF")), Arguments.of("%zz=a&t=b", List.of("b")),
				Arguments.of("t=é", List.of("é")));
	}

	@ParameterizedTest
	@MethodSource("queries")
	void valuesWhenQueryThenDecodedOnceInOrder(String query, List<String> values) {
		assertThat(QueryParameters.parse(query).values("t")).isEqualTo(values);
	}

	@Test
	void valuesWhenNoQueryThenNone() {
		assertThat(QueryParameters.parse(null).values("t")).isEmpty();
	}

}
