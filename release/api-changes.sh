#!/usr/bin/env bash
# Compares the types that docs/reference/api.md lists with those of the last release, and fails if an application would
# have to change, unless the version is a new major one, or a new minor one before 1.0.
# Usage: release/api-changes.sh [BASELINE [CURRENT]], after a build.
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
		./mvnw -B -q dependency:copy -Dartifact="io.microgate:microgate-jwt-$module:$baseline" -DoutputDirectory="$work/old"
	done
fi

# The types that a page lists; nested ones are spelled as in class files
types_of() { # PAGE
	grep -h '^| `io\.' "$1" | cut -d'|' -f2 | grep -o '`[^`]*`' | tr -d '`' |
		sed -E ':next; s/(\.[A-Z]\w*)\.([A-Z])/\1$\2/; t next' | sort -u
}

new_page=$current/api.md
[[ -n $current && -f $new_page ]] || new_page=docs/reference/api.md
types=$(types_of "$work/old/api.md")
removed=$(comm -23 <(echo "$types") <(types_of "$new_page"))
[[ -z $removed ]] || echo "${removed//$'\n'/, } no longer in $(basename "$new_page")"

japicmp=$(sed -n 's:.*<japicmp.version>\(.*\)</japicmp.version>.*:\1:p' pom.xml)
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
	      <version>$japicmp</version>
	    </dependency>
	  </dependencies>
	</project>
XML
class_path=$PWD/target/japicmp-class-path-$japicmp
[[ -f $class_path ]] || ./mvnw -B -q -f "$work/pom.xml" dependency:build-classpath -Dmdep.outputFile="$class_path"

version_of() { # JAR
	sed -E 's/.*-([0-9]+\.[0-9]+\.[0-9]+)(-SNAPSHOT)?\.jar$/\1/' <<<"$1"
}

# What docs/reference/api.md says of versions: OLD NEW
may_break() {
	local old new
	IFS=. read -ra old <<<"$1"
	IFS=. read -ra new <<<"$2"
	((new[0] > old[0] || (new[0] == 0 && old[0] == 0 && new[1] > old[1])))
}

failed=0
compared=0
for module in microgate-jwt-autoconfigure microgate-jwt-test; do
	old=$(jar_of "$module" "$work/old")
	new=$(jar_of "$module" "${current:-$module/target}")
	[[ -n $old ]] || continue
	[[ -n $new ]] || { echo "There is no jar of $module: build it first" >&2; exit 2; }
	compared=$((compared + 1))
	versions="$(version_of "$old") $(version_of "$new")"
	# The missing classes are those of other libraries
	if ! java -cp "$(<"$class_path")" japicmp.JApiCmp --old "$old" --new "$new" --include "${types//$'\n'/;}" \
		--only-modified --ignore-missing-classes --error-on-binary-incompatibility --error-on-source-incompatibility \
		>"$work/$module.log" 2>&1; then
		failed=$((failed + 1))
		grep -v -e '^WARNING' -e '^[[:space:]]*at ' "$work/$module.log"
	fi
done
((compared > 0)) || { echo "There are no jars to compare with in $baseline" >&2; exit 2; }
echo "$(wc -w <<<"$types") types of the API compared in $compared modules, $(wc -w <<<"$removed") removed from the list," \
	"$failed modules with changes that break an application"
if ((failed > 0)) || [[ -n $removed ]]; then
	# shellcheck disable=SC2086
	may_break $versions || { echo "Version ${versions#* } may not break what ${versions% *} promises" >&2; exit 1; }
	echo "Version ${versions#* } may do so; the changelog has to say what an application has to change"
fi
