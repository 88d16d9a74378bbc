package io.microgate.coverage;

import com.google.re2j.Pattern;
import io.microgate.match.RandomRegex;
import io.microgate.match.Re2Expression;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegexGlobs}: the globs stand for every path that RE2/J matches, and
 * where they are exact for no other.
 */
class RegexGlobsTests {

	private static final int EXPRESSIONS = 40_000;

	private int matched;

	private int exact;

	@Test
	void globsWhenExpressionsByChanceThenEveryMatchingPathIsAmongThem() {
		RandomRegex random = RandomRegex.of(5);
		for (int i = 0; i < EXPRESSIONS; i++) {
			String regex = random.valid();
			Re2Expression expression = Re2Expression.compile(regex);
			Pattern pattern = Pattern.compile(regex);
			PathSet found = RegexGlobs.found(expression.root());
			PathSet whole = RegexGlobs.whole(expression.root());
			for (int j = 0; j < 5; j++) {
				String path = random.path();
				compare(found, path, pattern.matcher(path).find(), regex + " found in " + path);
				compare(whole, path, pattern.matches(path), regex + " is " + path);
			}
		}
		assertThat(this.matched).isGreaterThan(20_000);
		assertThat(this.exact).isGreaterThan(50_000);
	}

	private void compare(PathSet set, String path, boolean matches, String description) {
		boolean among = set.globs().stream().anyMatch((glob) -> glob.contains(Glob.text(path, true)));
		assertThat(among || !matches).as(description).isTrue();
		assertThat(!set.exact() || among == matches).as(description).isTrue();
		this.matched += matches ? 1 : 0;
		this.exact += set.exact() ? 1 : 0;
	}

}
