#!/usr/bin/env bash
# Runs the commands of docs/reference/performance.md, each on as little as it takes to see that it works. Measures nothing
# that means anything.
set -euo pipefail
cd "$(dirname "$0")/.."

output=target/benchmarks-try
rm -rf "$output"

# "$@" is how Maven is called, or true when the benchmarks have been built
"${@:-./mvnw}" -B -q -Pbenchmarks -pl benchmarks -am -Dtest='io.microgate.benchmarks.*Tests' -Dsurefire.failIfNoSpecifiedTests=false package

benchmarks() {
	java -cp "benchmarks/target/lib/*" io.microgate.benchmarks.Benchmarks "$@" "output=$output" >"$output.log" 2>&1 || {
		cat "$output.log" >&2
		echo "Failed: $*" >&2
		exit 1
	}
}

mkdir -p target
# The build is compared with itself
benchmarks chains warmup=0 seconds=1 "only=^servlet microgate repeated eddsa" libraries=benchmarks/target/lib
benchmarks chains warmup=0 seconds=1 "only=^(servlet accelerated|reactive microgate) first_sight(_apart)? (eddsa|rs256 1 prefix 1$)" add=true
benchmarks servers processes=1 rounds=1 warmup=0 seconds=1 "only=^netty (open|microgate) rs256( over 64)?$"
benchmarks servers processes=1 rounds=1 warmup=0 seconds=1 "only=^tomcat accelerated first sight es256$" add=true
benchmarks start rounds=1 "only=^netty (open|microgate)$"
benchmarks memory "only=es256 1 KB"
benchmarks worst "only=64 KB of path"
benchmarks tables
cp docs/reference/performance.md "$output/page.md"
benchmarks tables "page=$output/page.md"
! cmp -s docs/reference/performance.md "$output/page.md"
benchmarks compare "before=$output/before" "after=$output"
echo "The commands of the benchmarks work"
