package io.microgate.verdict;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * An actuator endpoint that answers with its path.
 */
@Endpoint(id = "mark")
class ReadingEndpoint {

	@ReadOperation
	String read() {
		return ReadingMark.body("/manage/mark");
	}

	@ReadOperation
	String readBelow(@Selector(match = Selector.Match.ALL_REMAINING) String[] names) {
		return ReadingMark.body("/manage/mark/" + String.join("/", names));
	}

	@WriteOperation
	String write(@Selector String name) {
		return ReadingMark.body("/manage/mark/" + name);
	}

}
