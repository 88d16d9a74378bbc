# Sourced by run.sh: builds the applications.

# Short runs: what the C2 compiler costs is not earned back
maven() {
	MAVEN_OPTS="-XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" "${MAVEN:-mvn}" -B -q -Dmaven.repo.local="$work/repository" "$@"
}

# Puts the jars of this project into a local repository of its own, whose other groups are those of the user's
publish() {
	local user=${MAVEN_REPOSITORY:-$HOME/.m2/repository} entry
	mkdir -p "$work/repository/io" "$user"
	rm -rf "$work/repository/io/microgate"
	for entry in "$user"/* "$user"/io/*; do
		local link=$work/repository/${entry#"$user"/}
		[[ ! -e $entry || -e $link || ${entry##*/} == microgate ]] || ln -s "$entry" "$link"
	done
	# Classes that a build has left in target are taken as they are
	maven install -Dmaven.test.skip=true -Dspring-javaformat.skip=true -Dmaven.antrun.skip=true -Dmaven.source.skip=true \
		-pl microgate-jwt-starter,microgate-jwt-explorer,microgate-jwt-test -am >"$work/publish.log" 2>&1 ||
		{ cat "$work/publish.log" >&2; exit 1; }
}

# Writes a dependency: group:artifact[:scope] [an excluded group:artifact]...
dependency() {
	local group artifact scope excluded
	IFS=: read -r group artifact scope <<<"$1"
	shift
	echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId>"
	[[ $group != io.microgate ]] || echo "<version>$(project_version)</version>"
	[[ -z $scope ]] || echo "<scope>$scope</scope>"
	echo "<exclusions>"
	for excluded in "$@"; do
		echo "<exclusion><groupId>${excluded%:*}</groupId><artifactId>${excluded#*:}</artifactId></exclusion>"
	done
	echo "</exclusions></dependency>"
}

project_version() {
	sed -n 's#^  <version>\(.*\)</version>#\1#p' "$root/pom.xml"
}

# Netty runs without its native transports, so that the outcome does not depend on the platform
native_netty=(io.netty:netty-codec-native-quic io.netty:netty-transport-native-epoll io.netty:netty-resolver-dns-native-macos)

dependencies() { # application
	dependency io.microgate:microgate-jwt-starter
	[[ $1 == too-old ]] || dependency io.microgate:microgate-jwt-explorer
	case $1 in
	tomcat | jetty | gateway-webmvc)
		dependency org.springframework.boot:spring-boot-starter-security-oauth2-authorization-server
		;;
	esac
	case $1 in
	too-old) dependency org.springframework.boot:spring-boot-starter-web ;;
	tomcat) dependency org.springframework.boot:spring-boot-starter-webmvc ;;
	jetty)
		dependency org.springframework.boot:spring-boot-starter-webmvc org.springframework.boot:spring-boot-starter-tomcat
		dependency org.springframework.boot:spring-boot-starter-jetty
		;;
	netty) dependency org.springframework.boot:spring-boot-starter-webflux "${native_netty[@]}" ;;
	gateway-*) dependency "org.springframework.cloud:spring-cloud-starter-gateway-server-${1#*-}" "${native_netty[@]}" ;;
	esac
	case $1 in
	tomcat | jetty)
		dependency io.microgate:microgate-jwt-test:test
		dependency org.springframework.boot:spring-boot-starter-webmvc-test:test
		;;
	netty | gateway-webflux)
		dependency io.microgate:microgate-jwt-test:test
		dependency org.springframework.boot:spring-boot-starter-webflux-test:test "${native_netty[@]}"
		;;
	esac
	if [[ ${2:-} == devtools ]]; then
		dependency org.springframework.boot:spring-boot-devtools
		dependency org.springframework.boot:spring-boot-starter-actuator
	fi
}

write_pom() { # boot application [devtools]
	local cloud
	cloud=$(sed -n 's#.*<spring-cloud.version>\(.*\)</spring-cloud.version>#\1#p' "$root/sample-gateway-app/pom.xml")
	[[ -n $cloud && -n $(project_version) ]] || return 1
	cat <<-POM
		<project xmlns="http://maven.apache.org/POM/4.0.0">
		  <modelVersion>4.0.0</modelVersion>
		  <parent>
		    <groupId>org.springframework.boot</groupId>
		    <artifactId>spring-boot-starter-parent</artifactId>
		    <version>$1</version>
		    <relativePath/>
		  </parent>
		  <groupId>com.example</groupId>
		  <artifactId>application</artifactId>
		  <version>1</version>
		  <properties><java.version>17</java.version></properties>
		  <dependencyManagement><dependencies>
		    $([[ $2 != gateway-* ]] || echo "<dependency><groupId>org.springframework.cloud</groupId>
		    <artifactId>spring-cloud-dependencies</artifactId><version>$cloud</version><type>pom</type><scope>import</scope></dependency>")
		  </dependencies></dependencyManagement>
		  <dependencies>
		    $(dependencies "$2" "${3:-}")
		  </dependencies>
		  <build><plugins><plugin>
		    <groupId>org.springframework.boot</groupId>
		    <artifactId>spring-boot-maven-plugin</artifactId>
		  </plugin></plugins></build>
		</project>
	POM
}

# The sources are those of the samples, and what tests them; each step by itself, because errexit is off here
copy_sources() { # application directory
	local main=$2/src/main tests=$2/src/test/java/io/microgate/sample
	mkdir -p "$main" "$tests" || return 1
	case $1 in
	tomcat | jetty)
		cp -r sample-app/src/main/. "$main" || return 1
		cp sample-app/src/test/java/io/microgate/sample/{Server,MockMvc}BookstoreTests.java "$tests" || return 1
		;;
	netty)
		cp -r sample-app/src/main/resources sample-reactive-app/src/main/. sample-token-issuer/src/main/. "$main" || return 1
		cp sample-reactive-app/src/test/java/io/microgate/sample/reactive/ServerBookstoreTests.java "$tests" || return 1
		;;
	gateway-webflux)
		cp -r sample-gateway-app/src/main/. sample-token-issuer/src/main/. "$main" || return 1
		cp sample-gateway-app/src/test/java/io/microgate/sample/gateway/GatewayPolicyTests.java "$tests" || return 1
		;;
	gateway-webmvc)
		cp -r compatibility/gateway-webmvc/src/main/. "$main" || return 1
		cp sample-app/src/main/java/io/microgate/sample/TokenIssuerConfiguration.java "$main/java/io/microgate/sample" ||
			return 1
		sed 's/webflux:/webmvc:/' sample-gateway-app/src/main/resources/application.yml \
			>"$main/resources/application.yml" || return 1
		;;
	too-old) cp -r compatibility/too-old/src/main/. "$main" || return 1 ;;
	esac
	! has_tests "$1" || cp -r sample-tests/src/main/java/io/microgate/sample/policy "$tests"
}

has_tests() { # application
	[[ $1 != gateway-webmvc && $1 != too-old ]]
}

# Builds an application once, with the JDK that it is run with; its folder is printed
build() { # boot application java [devtools]
	local directory=$work/applications/$1-$2-$3${4:+-$4}
	# Newer than the jars of this project
	if [[ ! $directory/built -nt $work/publish.log ]]; then
		rm -rf "$directory"
		copy_sources "$2" "$directory" && write_pom "$1" "$2" "${4:-}" >"$directory/pom.xml" || {
			echo "the sources could not be copied ($directory)"
			return 1
		}
		(cd "$directory" && JAVA_HOME=$(jdk "$3") maven package -DargLine=-XX:TieredStopAtLevel=1 \
			${4:+-DskipTests dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=class-path} \
			>build.log 2>&1) || {
			fail_with "$directory/build.log" "the build failed"
			return 1
		}
		touch "$directory/built"
	fi
	echo "$directory"
}

# Tests that the build has run, without those that were skipped
tests_of() { # directory
	cat "$1"/target/surefire-reports/*.txt 2>/dev/null |
		sed -n 's/^Tests run: \([0-9]*\),.* Skipped: \([0-9]*\),.*/\1 \2/p' | awk '{n += $1 - $2} END {print n + 0}'
}
