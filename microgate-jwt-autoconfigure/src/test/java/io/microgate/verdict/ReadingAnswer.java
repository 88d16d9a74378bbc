package io.microgate.verdict;

import java.util.List;

/**
 * Which handler or resource an answer came from.
 */
final class ReadingAnswer {

	private ReadingAnswer() {
	}

	/**
	 * Reads an answer.
	 * @param response the answer
	 * @param files the resources
	 * @return paths of which one has answered, empty if there is none
	 */
	static List<String> pathsOf(RawHttp.Response response, ReadingFiles files) {
		List<String> header = response.header(ReadingMark.HEADER);
		if (!header.isEmpty()) {
			return List.of(ReadingMark.decode(header.get(0)));
		}
		String body = response.body().startsWith("\"") ? response.body().substring(1) : response.body();
		if (body.startsWith(ReadingMark.BODY)) {
			return List.of(ReadingMark.decode(body.substring(ReadingMark.BODY.length()).split("[\\s\"\\\\]", 2)[0]));
		}
		if (response.status() != 200) {
			return List.of();
		}
		return body.isEmpty() ? byLength(response, files) : ofActuator(body);
	}

	private static List<String> byLength(RawHttp.Response response, ReadingFiles files) {
		List<String> length = response.header("Content-Length");
		String path = length.isEmpty() ? null : files.ofLength(Integer.parseInt(length.get(0)));
		return (path != null) ? List.of(path) : List.of();
	}

	/** A health group that is there twice answers the same at both places. */
	private static List<String> ofActuator(String body) {
		if (body.startsWith("{\"_links\"")) {
			return List.of("/manage");
		}
		if (body.contains("\"status\"") && body.contains("\"groups\"")) {
			return List.of("/manage/health");
		}
		if (body.contains("\"status\"") && body.contains("\"components\"")) {
			return List.of("/manage/health/live", "/probe");
		}
		if (body.startsWith("{\"details\":{\"mark\"")) {
			return List.of("/manage/health/mark", "/manage/health/live/mark", "/probe/mark");
		}
		return List.of();
	}

}
