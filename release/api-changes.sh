#!/usr/bin/env bash
# Compares the types that docs/reference/api.md lists with those of the last release, and fails if an application would
# have to change. Usage: release/api-changes.sh [BASELINE [CURRENT]], after a build.
#
# BASELINE and CURRENT are folders with jars and, where the list of types differs, api.md. BASELINE can also be a
# version on Maven Central whose tag is in the repository; without it the property <last-release> of the pom counts.
set -euo pipefail
cd "$(dirname "$0")/.."

baseline=${1:-$(sed -n 's:.*<last-release>\(.*\)</last-release>.*:\1:p' pom.xml)}
current=${2:-}
if [[ -z $baseline ]]; then
	echo "No release yet, so there is nothing to compare with"
	exit 0
fi
work=$PWD/target/api-changes
rm -rf "$work"
mkdir -p "$work/old"

jar_of() { # MODULE FOLDER
	find "$2" -maxdepth 1 -name "$1-*.jar" ! -name '*-sources.jar' ! -name '*-javadoc.jar' | head -n 1
}

if [[ -d $baseline ]]; then
	cp "$baseline"/*.jar "$work/old"
	cp "$baseline/api.md" "$work/old" 2>/dev/null || cp docs/reference/api.md "$work/old"
else
	git show "v$baseline:docs/reference/api.md" >"$work/old/api.md"
	for module in autoconfigure test; do
		mvn -B -q dependency:copy -Dartifact="io.microgate:microgate-jwt-$module:$baseline" -DoutputDirectory="$work/old"
	done
fi

# A type that is no longer listed has been removed, too: nested types are spelled as in class files
types=$(grep -h '^| `io\.' "$work/old/api.md" | cut -d'|' -f2 | grep -o '`[^`]*`' | tr -d '`' |
	sed -E ':next; s/(\.[A-Z]\w*)\.([A-Z])/\1$\2/; t next' | sort -u)

cat >"$work/pom.xml" <<-XML
	<project>
	  <modelVersion>4.0.0</modelVersion>
	  <groupId>io.microgate</groupId>
	  <artifactId>api-changes</artifactId>
	  <version>0</version>
	  <packaging>pom</packaging>
	  <dependencies>
	    <dependency>
	      <groupId>com.github.siom79.japicmp</groupId>
	      <artifactId>japicmp</artifactId>
	      <version>0.27.0</version>
	    </dependency>
	  </dependencies>
	</project>
XML
class_path=$PWD/target/japicmp-class-path
[[ -f $class_path ]] || mvn -B -q -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$class_path"

failed=0
compared=0
for module in microgate-jwt-autoconfigure microgate-jwt-test; do
	old=$(jar_of "$module" "$work/old")
	new=$(jar_of "$module" "${current:-$module/target}")
	[[ -n $old ]] || continue
	[[ -n $new ]] || { echo "There is no jar of $module: build it first" >&2; exit 2; }
	compared=$((compared + 1))
	# The missing classes are those of other libraries
	if ! java -cp "$(<"$class_path")" japicmp.JApiCmp --old "$old" --new "$new" --include "${types//$'\n'/;}" \
		--only-modified --ignore-missing-classes --error-on-binary-incompatibility --error-on-source-incompatibility \
		>"$work/$module.log" 2>&1; then
		failed=$((failed + 1))
		grep -v -e '^WARNING' -e '^[[:space:]]*at ' "$work/$module.log"
	fi
done
echo "$(wc -w <<<"$types") types of the API compared in $compared modules, $failed modules with changes that break an application"
((compared > 0 && failed == 0))
