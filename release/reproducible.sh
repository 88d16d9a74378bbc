#!/usr/bin/env bash
# Builds what dry-run.sh has released once more, in another folder, with another locale, encoding, time zone, number of
# threads and other file permissions, and compares the files byte by byte. Runs dry-run.sh first unless it has been run
# for this tree.
set -euo pipefail
cd "$(dirname "$0")/.."
source release/modules.sh

dry_run=$PWD/target/dry-run
first=$dry_run/copy/target/publish
[[ -f $dry_run/complete && $(<"$dry_run/complete") == "$(digest_of_tree)" ]] || release/dry-run.sh
second=$(mktemp -d)
trap 'rm -rf "$second"' EXIT
tar -c -C "$first" --exclude=./.git --exclude=./target --exclude='./*/target' . | tar -x -C "$second"
chmod -R g+w "$second"

(cd "$second" && umask 002 && TZ=Pacific/Kiritimati \
	JAVA_TOOL_OPTIONS="-Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-1" build -T 2 package)

compared=0
different=0
for module in $published; do
	for file in "$first/$module/target"/{"$module"-*.jar,sbom.json,flattened-pom.xml}; do
		[[ -f $file ]] || continue
		other=$second/${file#"$first/"}
		compared=$((compared + 1))
		cmp -s "$file" "$other" && continue
		different=$((different + 1))
		echo "DIFFERENT ${file#"$first/"}"
		if [[ $file == *.jar && -f $other ]]; then
			diff <(unzip -Zv "$file" | grep -v "$first") <(unzip -Zv "$other" | grep -v "$second") | head -n 20 || true
			mkdir "$second/unzipped"
			unzip -q "$file" -d "$second/unzipped/first"
			unzip -q "$other" -d "$second/unzipped/second"
			diff -rq "$second"/unzipped/{first,second} || true
			rm -rf "$second/unzipped"
		else
			diff "$file" "$other" | head -n 20 || true
		fi
	done
done
echo "$compared files compared, $different different"
((compared > 20 && different == 0))
