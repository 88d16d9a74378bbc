#!/usr/bin/env bash
# Shows that api-changes.sh tells changes that break an application from those that do not, with made-up changes to the
# jar of the last build.
set -euo pipefail
cd "$(dirname "$0")/.."

module=microgate-jwt-autoconfigure
jar=$(find $module/target -maxdepth 1 -name "$module-*.jar" ! -name '*-sources.jar' ! -name '*-javadoc.jar' | head -n 1)
[[ -n $jar ]] || { echo "There is no jar of $module: build it first" >&2; exit 2; }
work=$PWD/target/api-changes-test
rm -rf "$work"
mkdir -p "$work/old"
cp "$jar" docs/reference/api.md "$work/old"

tried=0
wrong=0

# Compiles a changed source against the jar: EXPECTED NAME SOURCE SED_EXPRESSION...
try() {
	local expected=$1 name=$2 source=$3 folder=$work/$2
	shift 3
	mkdir -p "$folder/classes"
	cp "$jar" "$folder"
	if [[ -n $source ]]; then
		sed -E "$@" $module/src/main/java/"$source" >"$folder/$(basename "$source")"
		! cmp -s "$folder/$(basename "$source")" $module/src/main/java/"$source" || {
			echo "Nothing changed for '$name'" >&2
			exit 2
		}
		javac -nowarn -proc:none --release 17 -cp "$jar:$(<"$work/class-path")" -d "$folder/classes" "$folder/$(basename "$source")"
		jar uf "$folder/$(basename "$jar")" -C "$folder/classes" .
	fi
	compare "$expected" "$name" "$folder"
}

compare() { # EXPECTED NAME FOLDER
	local outcome=passes
	release/api-changes.sh "$work/old" "$3" >"$3/log" || outcome=fails
	tried=$((tried + 1))
	if [[ $outcome != "$1" ]]; then
		wrong=$((wrong + 1))
		echo "WRONG '$2' $outcome"
		cat "$3/log"
	fi
}

mvn -B -q -pl $module dependency:build-classpath -Dmdep.outputFile="$work/class-path"

try passes unchanged ''
try passes 'added default method' io/microgate/jwks/JwksListener.java 's/^\}$/\tdefault void added() {\n\t}\n}/'
try fails 'removed method' io/microgate/decision/DecisionListener.java 's/ decided\(/ judged(/'
try fails 'added abstract method' io/microgate/decision/RefusalRenderer.java \
	's/^@FunctionalInterface//; s/^\}$/\tvoid added();\n}/'
try fails 'changed component of a record' io/microgate/decision/RefusalBody.java 's/byte\[\] content/String content/'
try fails 'removed constant' io/microgate/jwks/JwksListener.java 's/^\t\tJOINED,//'
try passes 'removed method of a type that is no API' io/microgate/decision/PrintableText.java 's/ of\(/ from(/'

folder=$work/removed-type
mkdir -p "$folder"
cp "$jar" "$folder"
zip -q -d "$folder/$(basename "$jar")" io/microgate/decision/RefusalBody.class
compare fails 'removed type' "$folder"

echo "$tried changes tried, $wrong judged wrongly"
((wrong == 0))
