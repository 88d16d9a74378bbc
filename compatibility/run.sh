#!/usr/bin/env bash
# Runs the verdicts of the samples in applications such as users have: with Spring Boot's own parent of each version in
# runs.txt, the jars of this project from a repository, started with java -jar.
#   compatibility/run.sh                  the lowest and the newest supported version, and one that is too old
#   compatibility/run.sh all              every line of runs.txt
#   compatibility/run.sh 4.1.2 [jetty]    the lines of a version, of one application
# Needs a JDK, Maven, curl and bash. A line whose JDK is not found (/usr/lib/jvm, or JAVA_HOME_25 for Java 25) is run with
# the one in use if that is newer, and left out otherwise. With CI=true a line that is left out fails.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$root/target/compatibility
# shellcheck source=compatibility/lib/applications.sh
source compatibility/lib/applications.sh
# shellcheck source=compatibility/lib/modes.sh
source compatibility/lib/modes.sh

trap stop_all EXIT

selected() { # set boot application
	case ${arguments[0]:-ci} in
	all) true ;;
	ci) [[ $1 == ci ]] ;;
	*) [[ $2 == "${arguments[0]}" && ( -z ${arguments[1]:-} || $3 == "${arguments[1]}" ) ]] ;;
	esac
}

arguments=("$@")
passed=0 failed=0 left_out=0
publish
while IFS='|' read -r set boot application java mode <&3; do
	[[ $set == '#'* ]] && continue
	read -r set boot application java mode <<<"$set $boot $application $java $mode"
	selected "$set" "$boot" "$application" || continue
	wanted=$java
	java=$(jdk_for "$wanted") || java=
	line="Spring Boot $boot, $application, Java ${java:-$wanted}, $mode"
	if [[ -z $java && -n ${CI:-} ]]; then
		echo "FAILED:   $line (no JDK $wanted)"
		failed=$((failed + 1))
	elif [[ -z $java ]]; then
		echo "left out: $line (no JDK $wanted)"
		left_out=$((left_out + 1))
	elif details=$(run_mode "$boot" "$application" "$java" "$mode"); then
		echo "passed:   $line: $details"
		passed=$((passed + 1))
	else
		echo "FAILED:   $line: $details"
		failed=$((failed + 1))
	fi
done 3<compatibility/runs.txt
echo "Compatibility: $passed passed, $failed failed, $left_out left out"
((passed > 0 && failed == 0))
