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
# The baseline is 0.1.0, whatever the version of the build is
cp "$jar" "$work/old/$module-0.1.0.jar"
cp docs/reference/api.md "$work/old"
version=0.1.1

tried=0
wrong=0

# Compiles a changed source against the jar: EXPECTED NAME SOURCE SED_EXPRESSION...
try() {
	local expected=$1 name=$2 source=$3 folder=$work/$2
	shift 3
	mkdir -p "$folder/classes"
	cp "$jar" "$folder/$module-$version.jar"
	if [[ -n $source ]]; then
		sed -E "$@" $module/src/main/java/"$source" >"$folder/$(basename "$source")"
		! cmp -s "$folder/$(basename "$source")" $module/src/main/java/"$source" || {
			echo "Nothing changed for '$name'" >&2
			exit 2
		}
		javac -nowarn -proc:none --release 17 -cp "$jar:$(<"$work/class-path")" -d "$folder/classes" "$folder/$(basename "$source")"
		jar uf "$folder/$module-$version.jar" -C "$folder/classes" .
	fi
	compare "$expected" "$name" "$folder"
}

compare() { # EXPECTED NAME FOLDER
	local outcome=passes
	release/api-changes.sh "$work/old" "$3" >"$3/log" 2>&1 || outcome=fails
	tried=$((tried + 1))
	if [[ $outcome != "$1" ]]; then
		wrong=$((wrong + 1))
		echo "WRONG '$2' $outcome"
		cat "$3/log"
	fi
}

./mvnw -B -q -pl $module dependency:build-classpath -Dmdep.outputFile="$work/class-path"

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
cp "$jar" "$folder/$module-$version.jar"
zip -q -d "$folder/$module-$version.jar" io/microgate/decision/RefusalBody.class
compare fails 'removed type' "$folder"

# In the jar still, but no longer in the list
folder=$work/unlisted-type
mkdir -p "$folder"
cp "$jar" "$folder/$module-$version.jar"
grep -v 'RefusalBody' docs/reference/api.md >"$folder/api.md"
compare fails 'type that is no longer listed' "$folder"

# Versions that may break an application, and versions that may not: EXPECTED OLD NEW
try_versions() {
	local folder=$work/$2-$3
	mkdir -p "$folder"
	rm "$work"/old/*.jar
	cp "$jar" "$work/old/$module-$2.jar"
	cp "$work/removed-type/$module-$version.jar" "$folder/$module-$3.jar"
	compare "$1" "a break from $2 to $3" "$folder"
}
try_versions fails 0.1.0 0.1.0-SNAPSHOT
try_versions passes 0.1.0 0.2.0-SNAPSHOT
try_versions fails 0.2.3 0.2.4
try_versions passes 0.9.1 1.0.0
try_versions fails 1.2.3 1.3.0
try_versions passes 1.10.0 2.0.0

echo "$tried changes tried, $wrong judged wrongly"
((wrong == 0))
