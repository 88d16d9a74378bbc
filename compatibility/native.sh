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
	local port lines command expected actual answered=0 i
	while
		port=$((20000 + RANDOM % 12000))
		(exec 4<>"/dev/tcp/localhost/$port") 2>/dev/null
	do :; done
	"$@" --server.port="$port" >"$log" 2>&1 &
	started=$!
	for ((i = 0; i < 120; i++)); do
		if ! kill -0 "$started" 2>/dev/null || curl -sf -o /dev/null "localhost:$port/actuator/health"; then
			break
		fi
		sleep 1
	done
	if ((i == 120)) || ! kill -0 "$started" 2>/dev/null; then
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
		answered=$((answered + 1))
	done < <(grep '^curl -i' <<<"$lines")
	if ((answered <= 12)) || ! kill "$started"; then
		echo "only $answered requests in $tutorial, or $1 has ended" >&2
		return 1
	fi
	requests=$((requests + answered))
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
echo "$requests requests answered as in the tutorial"
