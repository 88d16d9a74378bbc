package io.microgate.jwks;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpAnswerReader}.
 */
class HttpAnswerReaderTests {

	private static String read(String answer) {
		HttpAnswerReader reader = new HttpAnswerReader(new ByteArrayInputStream(answer.getBytes(ISO_8859_1)),
				"the answer");
		try {
			AnswerHead head = reader.readHead();
			return head.status() + " " + new String(reader.readBody(head, 10), ISO_8859_1);
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			HTTP/1.1 200 OK~Content-Length: 3~~abc                                     | 200 abc
			HTTP/1.1 200~content-length:3~~abcdef                                      | 200 abc
			HTTP/1.0 404 Not Found~~abc                                                | 404 abc
			HTTP/1.1 200 OK~Content-Length: 3~Content-Length: 3~~abc                   | 200 abc
			HTTP/1.1 103 Early Hints~Link: </x>~~HTTP/1.1 200 OK~Content-Length: 1~~a  | 200 a
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~2 ;x=y~de~0~~            | 200 abcde
			HTTP/1.1 200 OK~Transfer-Encoding: Chunked~Content-Length: 1~~003~abc~0~~  | 200 abc
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~0~X-Trailer: 1~~         | 200 abc
			HTTP/1.1 200 OK~Content-Length: 10~~0123456789                             | 200 0123456789
			HTTP/1.1 200 OK~Content-Length: 11~~0123456789A                            | the answer is longer than 1 MiB
			HTTP/1.1 200 OK~Content-Length: 999999999999999999~~0123456789A            | the answer is longer than 1 MiB
			HTTP/1.1 200 OK~~0123456789A                                               | the answer is longer than 1 MiB
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~A~0123456789~1~x~0~~           | the answer is longer than 1 MiB
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~FFFFFFF~0123456789ABC          | the answer is longer than 1 MiB
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~FFFFFFFFFF~01                  | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~-1~abc                         | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~~3~def~0~~               | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~;x=y~~                   | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~ ~~                      | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~00000000003~abc~000~~          | 200 abc
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abcd~0~~                     | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc                          | the answer breaks off
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~~3~abc~0~                       | the answer breaks off
			HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~                      | the answer is not HTTP
			HTTP/1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ | the answer is not HTTP
			HTTP/1.1 200 OK~Content-Length: 3~Content-Length: 4~~abcd                  | the answer is not HTTP
			HTTP/1.1 200 OK~Content-Length: +3~~abc                                    | the answer is not HTTP
			HTTP/1.1 200 OK~Content-Length: 3, 3~~abc                                  | the answer is not HTTP
			HTTP/1.1 200 OK~Content-Length: 4~~abc                                     | the answer breaks off
			HTTP/1.1 200 OK~X-Folded: a~ b~~                                           | the answer is not HTTP
			HTTP/1.1 200 OK~X Bad: a~~                                                 | the answer is not HTTP
			HTTP/1.1 200 OK~: a~~                                                      | the answer is not HTTP
			HTTP/2 200~~                                                               | the answer is not HTTP
			HTTP/1.1 2000 OK~~                                                         | the answer is not HTTP
			HTTP/1.1 099 OK~~                                                          | the answer is not HTTP
			<html>~~                                                                   | the answer is not HTTP
			HTTP/1.1 200 OK~Content-Length: 3                                          | the answer breaks off
			""")
	void readWhenAnswerThenBodyOrRefusal(String answer, String outcome) {
		assertThat(read(answer.replace("~", "\r\n"))).isEqualTo(outcome);
	}

	@Test
	void readWhenNothingIsSentThenBreaksOff() {
		assertThat(read("")).isEqualTo("the answer breaks off");
	}

	@Test
	void readWhenLinesEndWithLineFeedOnlyThenTaken() {
		assertThat(read("HTTP/1.1 200 OK\nContent-Length: 1\n\na")).isEqualTo("200 a");
	}

	@Test
	void readWhenHeadIsTooLongThenRefused() {
		String fields = "X-More: and more\r\n".repeat(HttpAnswerReader.MAX_HEAD_BYTES / 10);
		assertThat(read("HTTP/1.1 200 OK\r\n" + fields + "\r\n"))
			.isEqualTo("the answer has more than 64 KiB of header fields");
		assertThat(read("HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000)))
			.isEqualTo("the answer has more than 64 KiB of header fields");
	}

}
