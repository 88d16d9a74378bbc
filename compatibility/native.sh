#!/usr/bin/env bash
# Builds native images of both bookstores and compares their answers with those of the tutorial. Needs GraalVM 25.
# With arguments it builds nothing and starts these instead: compatibility/native.sh java -jar bookstore.jar
set -euo pipefail
cd "$(dirname "$0")/.."

tutorial=docs/tutorial/protect-a-bookstore.md
log=$(mktemp)
started=
requests=0
trap '[[ -z $started ]] || kill "$started" 2>/dev/null || true; rm -f "$log"' EXIT

# Answers of one application: each curl line of the tutorial has its status in a comment
compare() {
	local port=$((20000 + RANDOM % 20000)) lines command expected actual
	"$@" --server.port="$port" >"$log" 2>&1 &
	started=$!
	if ! curl -sf -o /dev/null --retry 120 --retry-delay 1 --retry-all-errors "localhost:$port/actuator/health"; then
		cat "$log" >&2
		echo "$1 did not become healthy" >&2
		return 1
	fi
	lines=$(sed -n '/^## Send requests/,/^## Read/p' "$tutorial" | sed "s/localhost:8080/localhost:$port/g")
	eval "$(grep -E '^(READER|ADMIN)=' <<<"$lines")"
	while IFS= read -r command; do
		expected=$(sed 's/.*# \([0-9]*\).*/\1/' <<<"$command")
		actual=$(eval "${command/#curl -i/curl -s -o /dev/null -w '%{http_code}'}")
		if [[ $actual != "$expected" ]]; then
			cat "$log" >&2
			echo "$actual instead of $command" >&2
			return 1
		fi
		requests=$((requests + 1))
	done < <(grep '^curl -i' <<<"$lines")
	kill "$started"
	wait "$started" 2>/dev/null || true
	started=
	echo "$1: answers as in the tutorial"
}

if (($#)); then
	compare "$@"
else
	command -v native-image >/dev/null || {
		echo "native-image is not on the PATH: install GraalVM 25" >&2
		exit 1
	}
	./mvnw -B -Pnative -DskipTests -pl sample-app,sample-reactive-app -am package
	compare sample-app/target/sample-app
	compare sample-reactive-app/target/sample-reactive-app
fi
((requests > 0)) || {
	echo "No requests in $tutorial" >&2
	exit 1
}
echo "$requests requests answered as in the tutorial"
