package io.microgate;

import java.io.StringReader;
import java.io.StringWriter;

import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A build says which tests were left out, and why.
 */
class LeftOutTests {

	private static final String ABORTED = """
			<skipped type="org.opentest4j.TestAbortedException">\
			<![CDATA[org.opentest4j.TestAbortedException: %s
				at io.microgate.ProxyTests.start(ProxyTests.java:1)
			]]></skipped>""";

	@Test
	void reportWhenTestsWereAbortedThenSaysOnceHowManyForEachReason() throws TransformerException {
		assertThat(print(ABORTED.formatted("nginx is missing"), ABORTED.formatted("haproxy is missing"),
				ABORTED.formatted("nginx is missing")))
			.isEqualTo("""
					Left out: 2 of io.microgate.ProxyTests. nginx is missing
					Left out: 1 of io.microgate.ProxyTests. haproxy is missing
					""");
	}

	@Test
	void reportWhenTestIsDisabledThenSaysWhy() throws TransformerException {
		assertThat(print("<skipped message=\"Disabled on JRE version: 17\"/>"))
			.isEqualTo("Left out: 1 of io.microgate.ProxyTests. Disabled on JRE version: 17\n");
	}

	@Test
	void reportWhenAllTestsRanThenSaysNothing() throws TransformerException {
		assertThat(print("", "")).isEmpty();
	}

	private static String print(String... outcomes) throws TransformerException {
		String tests = "<testcase>" + String.join("</testcase><testcase>", outcomes) + "</testcase>";
		String report = "<testsuite name=\"io.microgate.ProxyTests\">%s</testsuite>".formatted(tests);
		StringWriter printed = new StringWriter();
		TransformerFactory.newInstance()
			.newTransformer(new StreamSource(ProjectFiles.ROOT.resolve(".mvn/left-out.xsl").toFile()))
			.transform(new StreamSource(new StringReader(report)), new StreamResult(printed));
		return printed.toString();
	}

}
