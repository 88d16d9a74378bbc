#!/usr/bin/env bash
# Releases a copy of the working tree with publish.sh, up to the upload: release version and tag, signatures of a
# throw-away key, bundle for Maven Central, check of the bundle against the rules of README.md, and an application that
# gets its dependencies from the bundle. Usage: release/dry-run.sh [VERSION]
set -euo pipefail
cd "$(dirname "$0")/.."
source release/modules.sh

version=${1:-${snapshot%-SNAPSHOT}}
work=$PWD/target/dry-run
copy=$work/copy
rm -rf "$work"
tree=$(digest_of_tree)
copy_tree "$copy"
find "$copy" -name pom.xml -exec sed -i "s:<version>$snapshot</version>:<version>$version</version>:" {} +
git -C "$copy" init -q
git -C "$copy" add .
git -C "$copy" -c user.name='Dry run' -c user.email=dry-run@example.invalid -c commit.gpgsign=false commit -q -m "$version"
git -C "$copy" tag "v$version"

# The socket of the agent needs a short path
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
server=
cleanup() {
	gpgconf --kill all
	rm -rf "$GNUPGHOME"
	[[ -z $server ]] || kill "$server" 2>/dev/null || true
}
trap cleanup EXIT
gpg --batch --quiet --passphrase '' --quick-generate-key 'Dry run <dry-run@example.invalid>' rsa2048 sign 1d

java release/AcceptUpload.java "$work/port" "$work/upload" &
server=$!
until [[ -f $work/port ]]; do
	kill -0 "$server"
	sleep 0.2
done
cat >"$work/settings.xml" <<-'XML'
	<settings>
	  <servers>
	    <server><id>central</id><username>none</username><password>none</password></server>
	  </servers>
	</settings>
XML

"$copy/release/publish.sh" "$version" -s "$work/settings.xml" -DwaitUntil=uploaded \
	-DcentralBaseUrl="http://127.0.0.1:$(<"$work/port")"
wait "$server"
server=
release=$copy/target/publish
bundle=$(find "$release" -name central-bundle.zip)
(cd "$release" && java -cp target/release-classes CheckBundleAttacks "$bundle" "$version")

# What an application gets: from the bundle, from what the build has used already, and from Maven Central
unzip -q "$bundle" -d "$work/repository"
mkdir "$work/application"
cat >"$work/application/settings.xml" <<-XML
	<settings>
	  <localRepository>$work/local-repository</localRepository>
	  <profiles><profile>
	    <id>bundle</id>
	    <activation><activeByDefault>true</activeByDefault></activation>
	    <repositories>
	      <repository><id>bundle</id><url>file://$work/repository</url></repository>
	      <repository><id>used</id><url>file://$HOME/.m2/repository</url></repository>
	    </repositories>
	    <pluginRepositories>
	      <pluginRepository><id>used</id><url>file://$HOME/.m2/repository</url></pluginRepository>
	    </pluginRepositories>
	  </profile></profiles>
	</settings>
XML
# Lists what an application depends on that manages more than the BOM does: MANAGED FILE
resolve() {
	cat >"$work/application/pom.xml" <<-XML
		<project>
		  <modelVersion>4.0.0</modelVersion>
		  <groupId>org.example</groupId>
		  <artifactId>application</artifactId>
		  <version>1</version>
		  <dependencyManagement><dependencies><dependency>
		    <groupId>io.microgate</groupId>
		    <artifactId>microgate-jwt-bom</artifactId>
		    <version>$version</version>
		    <type>pom</type>
		    <scope>import</scope>
		  </dependency>$1</dependencies></dependencyManagement>
		  <dependencies>
		    <dependency><groupId>io.microgate</groupId><artifactId>microgate-jwt-starter</artifactId></dependency>
		    <dependency><groupId>io.microgate</groupId><artifactId>microgate-jwt-explorer</artifactId></dependency>
		    <dependency>
		      <groupId>io.microgate</groupId><artifactId>microgate-jwt-test</artifactId><scope>test</scope>
		    </dependency>
		  </dependencies>
		</project>
	XML
	./mvnw -B -q -s "$work/application/settings.xml" -f "$work/application/pom.xml" \
		org.apache.maven.plugins:maven-dependency-plugin:3.10.0:list -DoutputFile="$2"
}

resolve '' "$work/application/dependencies"
for module in autoconfigure starter explorer; do
	grep -q "io.microgate:microgate-jwt-$module:jar:$version:compile" "$work/application/dependencies"
done
grep -q "io.microgate:microgate-jwt-test:jar:$version:test" "$work/application/dependencies"
if grep -E ':(compile|runtime)' "$work/application/dependencies" | grep -E 'junit|spring-test|tomcat|jetty|netty|webmvc|webflux'; then
	echo "An application gets more than it asks for" >&2
	exit 1
fi
# An older patch of Spring Boot is the application's choice
resolve '<dependency>
	<groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>4.1.0</version>
	<type>pom</type><scope>import</scope>
</dependency>' "$work/application/older"
if grep -E 'org.springframework.boot:' "$work/application/older" | grep -v ':4\.1\.0:'; then
	echo "Microgate changes the version of Spring Boot of an application" >&2
	exit 1
fi
grep -q 'org.springframework.boot:spring-boot:jar:4.1.0:' "$work/application/older"
java -jar "$work/repository/io/microgate/microgate-jwt-check/$version/microgate-jwt-check-$version.jar" schema application |
	grep -q json-schema.org
echo "$tree" >"$work/complete"
echo "Bundle of version $version is complete: $bundle"
