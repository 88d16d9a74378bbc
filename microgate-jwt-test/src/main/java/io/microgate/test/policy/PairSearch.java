package io.microgate.test.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.microgate.match.CaselessMatcherSpec;
import io.microgate.match.StringMatcherSpec;
import io.microgate.policy.AccessControlPolicySpec.Header;
import io.microgate.policy.AccessControlPolicySpec.RequestConditions;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a request that meets the conditions of two entries at once, so that their
 * order counts.
 */
final class PairSearch {

	private static final int MAX_DRAFTS = 100;

	/** How often the engine is asked. */
	private static final int MAX_TRIED = 50;

	private final CaseCollector collector;

	private final DerivedEntry first;

	private final DerivedEntry second;

	private final MetConditions ofFirst;

	private final MetConditions ofSecond;

	private final List<RequestConditions> conditions;

	/**
	 * Creates a search.
	 * @param collector knows who decides
	 * @param first the entry that decides
	 * @param second an entry behind it
	 */
	PairSearch(CaseCollector collector, DerivedEntry first, DerivedEntry second) {
		this.collector = collector;
		this.first = first;
		this.second = second;
		this.ofFirst = new MetConditions(first.conditions());
		this.ofSecond = new MetConditions(second.conditions());
		this.conditions = Stream.of(first.conditions(), second.conditions()).filter(Objects::nonNull).toList();
	}

	/**
	 * Finds a request.
	 * @param base a request that the first entry decides
	 * @return a request that it decides, too, {@code null} if none is found
	 */
	@Nullable RequestDraft find(RequestDraft base) {
		RequestDraft start = base;
		for (DerivedEntry entry : List.of(this.first, this.second)) {
			for (ClaimNeed need : entry.allNeeds()) {
				start = (need.equals() != null) ? RequestValues.add(need.equals(), start) : start;
			}
		}
		return Stream.concat(Stream.of(start), candidates(start))
			.filter((candidate) -> this.ofFirst.areMetBy(candidate) && this.ofSecond.areMetBy(candidate))
			.limit(MAX_TRIED)
			.filter(this::isByFirst)
			.findFirst()
			.orElse(null);
	}

	private boolean isByFirst(RequestDraft candidate) {
		return this.collector.decide(candidate, null)
			.isBy(candidate.match().route(), this.first.policy(), this.first.number());
	}

	private Stream<RequestDraft> candidates(RequestDraft start) {
		List<String> paths = paths(start);
		List<String> methods = methods(start);
		return besides(start).stream()
			.flatMap((beside) -> paths.stream().map(beside::withPath))
			.flatMap((request) -> methods.stream().map(request::withMethod));
	}

	private List<String> paths(RequestDraft start) {
		Set<String> paths = new LinkedHashSet<>(List.of(start.path()));
		List<StringMatcherSpec> matchers = new ArrayList<>();
		for (RequestConditions each : this.conditions) {
			if (each.path() != null && each.path().matcher() != null) {
				matchers.add(each.path().matcher());
			}
		}
		paths.addAll(PathValues.below(MatcherValues.together(matchers), start.match().path()));
		matchers.forEach((matcher) -> paths.addAll(PathValues.of(matcher, start.match().path())));
		matchers.forEach((matcher) -> paths.addAll(PathValues.neighbours(matcher, start.match().path())));
		return paths.stream()
			.filter((path) -> this.ofFirst.mayHavePath(path) && this.ofSecond.mayHavePath(path))
			.toList();
	}

	private List<String> methods(RequestDraft start) {
		if (start.match().method() != null) {
			return List.of(start.match().method());
		}
		Set<String> methods = new LinkedHashSet<>(List.of(start.method()));
		this.conditions.forEach((each) -> methods.addAll(Objects.requireNonNullElse(each.method(), List.of())));
		methods.addAll(RequestProbes.METHODS);
		return methods.stream()
			.filter((method) -> this.ofFirst.mayHaveMethod(method) && this.ofSecond.mayHaveMethod(method))
			.toList();
	}

	/** Everything but path and method. */
	private List<RequestDraft> besides(RequestDraft start) {
		List<RequestDraft> drafts = List.of(start);
		for (RequestConditions each : this.conditions) {
			Header header = each.header();
			if (header != null) {
				drafts = varied(drafts, (draft) -> RequestSearch.headers(header, draft));
			}
			if (each.mediaType() != null) {
				List<String> types = MatcherValues.of(each.mediaType()).matching();
				drafts = varied(drafts,
						(draft) -> types.stream()
							.map((type) -> draft.withHeader(RequestProbes.CONTENT_TYPE, type))
							.toList());
			}
			if (each.remoteIp() != null && each.remoteIp().cidrRanges() != null) {
				List<String> addresses = AddressValues.of(each.remoteIp().cidrRanges());
				drafts = varied(drafts, (draft) -> addresses.stream().map(draft::withRemoteAddress).toList());
			}
		}
		return varied(drafts, this::together);
	}

	/** Meets two conditions on the value of the same header. */
	private List<RequestDraft> together(RequestDraft draft) {
		List<StringMatcherSpec> values = new ArrayList<>();
		List<StringMatcherSpec> types = new ArrayList<>();
		for (RequestConditions each : this.conditions) {
			if (each.header() != null && each.header().value() != null && each.header().value().matcher() != null) {
				values.add(each.header().value().matcher());
			}
			if (each.mediaType() != null && each.mediaType().matcher() != null) {
				CaselessMatcherSpec.Matcher type = each.mediaType().matcher();
				types.add(new StringMatcherSpec(type.exact(), type.prefix(), type.suffix(), type.contains(),
						type.regex(), true));
			}
		}
		List<RequestDraft> drafts = new ArrayList<>();
		for (String name : draft.headers().keySet()) {
			MatcherValues.together(values).forEach((value) -> drafts.add(draft.withHeader(name, value)));
		}
		MatcherValues.together(types).forEach((type) -> drafts.add(draft.withHeader(RequestProbes.CONTENT_TYPE, type)));
		return drafts;
	}

	private static List<RequestDraft> varied(List<RequestDraft> drafts,
			Function<RequestDraft, List<RequestDraft>> variants) {
		return drafts.stream()
			.flatMap((draft) -> Stream.concat(variants.apply(draft).stream(), Stream.of(draft)))
			.distinct()
			.limit(MAX_DRAFTS)
			.toList();
	}

}
