package io.microgate.request;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "t=a | a", "x=1&t=a&y=2 | a", "%74=a | a", "t=%61 | a", "t=a%20b | a b", "t=a%2Bb | a+b",
					"t=a=b | a=b", "t=a%26t%3Db | a&t=b", "t=a&tt=b&T=c | a", "t=a&x=1+1&y+z=2 | a", "t=a&&x | a",
					"=&t=a&=x=1 | a", "t==a | =a", "x=1;y=2&t=a | a", "t=%3B | ;", "t=%F0%9F%98%80 | \uD83D\uDE00",
					"t= | ''", "t | ''" })
	void findOnlyWhenEveryReaderFindsTheSameThenValue(String query, String value) {
		assertThat(QueryParameters.findOnly(query, "t")).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&", "x=1", "T=a", "tt=a", "t=a&t=a", "t=a&t=b", "t=a&%74=b", "t=a&t", "t=a+b", "t=+",
			"t=a;t=b", "t=a;x=1", "x=1;t=b", "x=1;t=b&t=a", "t=a&x=1;%74=b", "t;x=a", "t=%zz", "t=%FF", "t=a&x=%zz",
			"t=a&%zz=1", "=t=a", "=t", "==t=a", "t=a&=t=b", "=t=b&t=a", "t=a&==%74=b", "t=a&x=1;=t=b", "t=a&x=%C3",
			"t=a&x=%C0%80", "t=a&x=\u00e9", "t=%E9", "t=a&%" })
	void findOnlyWhenReadersMayFindAnotherThenNull(String query) {
		assertThat(QueryParameters.findOnly(query, "t")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "a%20b=1, 1", "a+b=1, ", "a%20b=1&a+b=2, ", "a+b=2&a%20b=1, ", "a%20b=1&c+d=2, 1", "a%2Bb=1, " })
	void findOnlyWhenNameHasSpaceThenPlusMayBeOne(String query, String value) {
		assertThat(QueryParameters.findOnly(query, "a b")).isEqualTo(value);
	}

	@ParameterizedTest
	@CsvSource({ "a%2Bb=1, 1", "a+b=1, ", "a%2Bb=1&a+b=2, ", "a%20b=1, " })
	void findOnlyWhenNameHasPlusThenItIsEncoded(String query, String value) {
		assertThat(QueryParameters.findOnly(query, "a+b")).isEqualTo(value);
	}

	@Test
	void findOnlyWhenNoQueryThenNull() {
		assertThat(QueryParameters.findOnly(null, "t")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "t=a+b | a b", "=t=a | a", "x&==t=a&= | a", "t==a&x | ''", "t=a;x=1 | a", "x=1;t=a | a",
					"=t=a+b | - & a b", "t=a;=t=b+c | a;=t=b c & a,b c", "t=a | ''", "t=%2B%3B | ''", "t[]=a | a",
					"x=1&t%5b%5D=a&y=[] | a", "t[1]=a&t[]x=b | -", "!t=a | a", "%21t=a! | a!", "=!t[]=a | a",
					"!!t=a | -", "%3Dt=a | ''", "t[][]=a | -", "t=a&t[]=b | a,b" })
	void otherReadingsWhenReadersFindOthersThenOnePerReader(String query, String readings) {
		List<String> found = QueryParameters.otherReadings(query)
			.stream()
			.map((reading) -> reading.values("t").isEmpty() ? "-" : String.join(",", reading.values("t")))
			.toList();
		assertThat(String.join(" & ", found)).isEqualTo(readings);
	}

	@Test
	void otherReadingsWhenNoQueryThenNone() {
		assertThat(QueryParameters.otherReadings(null)).isEmpty();
	}

}
