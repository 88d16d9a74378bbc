#!/usr/bin/env bash
# Uploads the tag v<VERSION> of this repository to Maven Central and checks the bundle. There it waits until it is
# published, or dropped, by hand. Usage: release/publish.sh VERSION [OPTION OF MAVEN]...
#
# The settings of Maven have the token for Maven Central as the server "central"; GnuPG has the key.
set -euo pipefail
cd "$(dirname "$0")/.."
source release/modules.sh

version=${1:?Usage: release/publish.sh VERSION [OPTION OF MAVEN]...}
shift
work=$PWD/target/publish
rm -rf "$work"
# A clone has nothing but the tag, with the permissions that the umask gives
git -c advice.detachedHead=false clone -q --no-local --branch "v$version" . "$work"
cd "$work"
# The version and the modules are those of the tag
source release/modules.sh
[[ $snapshot == "$version" ]] || { echo "The tag v$version has the version $snapshot" >&2; exit 1; }

build deploy "$@"
javac -d target/release-classes release/*.java
java -cp target/release-classes CheckBundle "$(find . -name central-bundle.zip)" "$version"
