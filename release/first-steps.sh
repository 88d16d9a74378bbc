#!/usr/bin/env bash
# Takes the first steps of a reader who has the documentation only: builds a copy of this tree as README.md says, makes the
# application of the tutorial in an empty folder, and runs the samples. The commands are read from the pages.
# Usage: release/first-steps.sh [install | tutorial | samples]...   (default: all of them, in this order)
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD
work=$root/target/first-steps
clone=$work/clone
repository=${FIRST_STEPS_SOURCE_REPOSITORY:-$HOME/.m2/repository}
tutorial=docs/tutorial/start-from-an-empty-folder.md
checks=0
running=

fail() {
	echo "FAILED: $*" >&2
	exit 1
}

checked() {
	checks=$((checks + 1))
	echo "ok: $*"
}

# The text of block NUMBER with LANGUAGE under "## SECTION" of PAGE.
block() { # page section language number
	awk -v section="$2" -v fence="\`\`\`$3" -v number="$4" '
		/^#+ / && !inside { here = ($0 ~ "^#+ " section "$") }
		inside && /^```$/ { inside = 0; next }
		inside { if (printing) print; next }
		/^```/ { inside = 1; printing = here && $0 == fence && ++seen == number }
	' "$1"
}

# Writes each block that follows "`PATH`:" to that path, seen from the working directory.
files_of() { # page first-section last-section
	awk -v from="$2" -v to="$3" '
		/^## / { section = substr($0, 4); if (section == from) on = 1; if (last && section != to) on = 0; last = (section == to) }
		on && !inside && match($0, /`[^`]+\.(xml|java|yml)`/) { path = substr($0, RSTART + 1, RLENGTH - 2) }
		inside && /^```$/ { inside = 0; close(path); path = ""; next }
		inside { if (writing) print > path; next }
		/^```/ { inside = 1; writing = on && path != "" && /^```(xml|java|yaml)$/
			if (writing) { folder = path; if (sub("/[^/]*$", "", folder)) system("mkdir -p \"" folder "\"") } }
	' "$1"
}

# Maven of this machine, with a local repository of its own, filled from that of the user without the network where it can.
maven_options() { # folder
	mkdir -p "$1/.mvn"
	printf '\n%s' -B -ntp -s "$work/settings.xml" >> "$1/.mvn/maven.config"
}

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null ||
		echo $((20000 + RANDOM % 10000))
}

# Starts a command of a page in its own process group, and waits until its health endpoint answers on the port.
start() { # folder port command
	(cd "$1" && exec setsid env SERVER_PORT="$2" PORT="$2" bash -c "$3") > "$work/running.log" 2>&1 &
	running=$!
	for _ in $(seq 1 600); do
		if curl -s -o "$work/health.json" "localhost:$2/actuator/health" && grep -q '"status":"UP"' "$work/health.json"; then
			return
		fi
		kill -0 "$running" 2>/dev/null || { tail -40 "$work/running.log" >&2; fail "it ended: $3"; }
		sleep 0.5
	done
	tail -40 "$work/running.log" >&2
	fail "it did not become healthy within five minutes: $3"
}

stop() {
	[[ -z $running ]] || kill -- "-$running" 2>/dev/null || true
	[[ -z $running ]] || wait "$running" 2>/dev/null || true
	running=
}
trap stop EXIT

# Runs a block of requests, and compares each status with the one behind it.
requests() { # folder port block
	local assignments request expected actual
	assignments=$(grep -E '^[A-Za-z_]+(=|\(\) )' <<< "$3" || true)
	while IFS= read -r request; do
		expected=$(sed -nE 's/.*# ([0-9]{3}) .*/\1/p' <<< "$request")
		actual=$(cd "$1" && bash -c "set -euo pipefail; $assignments
			${request//localhost:8080/localhost:$2}" 2>/dev/null | sed -nE '1s/^HTTP[^ ]* ([0-9]{3}).*/\1/p')
		[[ $actual == "$expected" ]] || fail "$actual instead of $expected: $request"
		request=${request%%#*}
		checked "$actual ${request%"${request##*[! ]}"}"
	done < <(grep '^curl ' <<< "$3")
}

settings() {
	cat > "$work/settings.xml" <<-END
		<settings>
		  <profiles><profile><id>first-steps</id>
		    <repositories><repository><id>machine</id><url>file://$repository</url></repository></repositories>
		    <pluginRepositories><pluginRepository><id>machine</id><url>file://$repository</url></pluginRepository></pluginRepositories>
		  </profile></profiles>
		  <activeProfiles><activeProfile>first-steps</activeProfile></activeProfiles>
		</settings>
	END
}

install() {
	local command
	rm -rf "$clone" && mkdir -p "$clone"
	git ls-files -z --cached --others --exclude-standard | tar -c --null -T - | tar -x -C "$clone"
	maven_options "$clone"
	command=$(block README.md 'Quick start' sh 1)
	[[ $command == "$(block "$tutorial" 'Install Microgate' sh 1)" ]] || fail "README and tutorial install in two ways"
	(cd "$clone" && bash -c "$command") || fail "$command"
	checked "$command"
}

tutorial() { # web stack
	local folder=$work/$1 port text
	rm -rf "$folder" && mkdir -p "$folder" && cd "$folder"
	files_of "$root/$tutorial" 'Make the application' 'Test the policy'
	if [[ $1 == webflux ]]; then
		files_of "$root/$tutorial" 'On WebFlux' 'On WebFlux'
		sed -i -E 's/spring-boot-starter-webmvc/spring-boot-starter-webflux/' pom.xml
		without_native_netty pom.xml
	fi
	cd "$root"
	maven_options "$folder"
	port=$(free_port)
	text=$(block "$tutorial" 'Run it' sh 1)
	start "$folder" "$port" "$text"
	checked "$1: $text"
	for _ in $(seq 1 60); do [[ -s $folder/target/reader.jwt ]] && break; sleep 0.5; done
	requests "$folder" "$port" "$(block "$tutorial" 'Send requests' sh 1)"
	text=$(block "$tutorial" 'Read why' '' 1)
	grep -qF "${text% ...}" "$work/running.log" || { cat "$work/running.log" >&2; fail "the log does not say: $text"; }
	checked "$1: the log says why"
	stop
	text=$(block "$tutorial" 'Read why' sh 1)
	text=${text//\~\/.m2\/repository/$work/m2}
	(cd "$folder" && bash -c "$text" > explained.txt) && fail "a guest is allowed" || [[ $? -eq 1 ]] || fail "$text"
	diff <(block "$tutorial" 'Read why' text 1) "$folder/explained.txt" || fail "another explanation than in the tutorial"
	checked "$1: the refusal of a guest is explained as in the tutorial"
	text=$(block "$tutorial" 'Test the policy' sh 1)
	(cd "$folder" && bash -c "$text") > "$work/tests.log" 2>&1 || { tail -60 "$work/tests.log" >&2; fail "$1: $text"; }
	checked "$1: $text"
	sed -i 's/isRefused()/isAllowed()/' "$folder"/src/test/java/com/example/bookstore/BookstorePolicyTests.java
	(cd "$folder" && bash -c "$text") > "$work/tests.log" 2>&1 && fail "$1: a guest is allowed"
	grep -qF 'Refused with 403: claims.require_all' "$work/tests.log" ||
		{ tail -60 "$work/tests.log" >&2; fail "$1: the failure of the test does not explain the refusal"; }
	checked "$1: the failure of the test explains the refusal"
}

# Netty's native transports are published for each platform, and not needed here: the build of this tree leaves them out, too.
without_native_netty() { # pom
	sed -i -E '/<artifactId>spring-boot-starter-webflux<\/artifactId>/a\
      <exclusions>\
        <exclusion><groupId>io.netty</groupId><artifactId>netty-codec-native-quic</artifactId></exclusion>\
        <exclusion><groupId>io.netty</groupId><artifactId>netty-transport-native-epoll</artifactId></exclusion>\
        <exclusion><groupId>io.netty</groupId><artifactId>netty-resolver-dns-native-macos</artifactId></exclusion>\
      </exclusions>' "$1"
}

# Starts a sample by the command of a page, and stops it.
sample() { # page section number
	local command port
	command=$(block "$1" "$2" sh "$3")
	port=$(free_port)
	start "$clone" "$port" "$command"
	stop
	checked "$command"
}

# The issuer in Node.js (npm is needed), the sample with its keys, and the rotation of its keys.
other_issuer() {
	local page=sample-app/external-issuer/README.md section='The sample with another identity provider'
	local issuer port issuer_port issuer_command sample_command
	issuer_command=$(block "$page" "$section" sh 1)
	issuer_port=$(free_port)
	port=$(free_port)
	(cd "$clone/sample-app/external-issuer" && ISSUER_PORT=$issuer_port exec setsid bash -c "$issuer_command") \
		> "$work/issuer.log" 2>&1 &
	issuer=$!
	for _ in $(seq 1 240); do curl -sf -o /dev/null "localhost:$issuer_port/jwks" && break; sleep 0.5; done
	curl -sf -o /dev/null "localhost:$issuer_port/jwks" || { cat "$work/issuer.log" >&2; kill -- "-$issuer" || true; fail "no issuer"; }
	sample_command=$(block "$page" "$section" sh 2)
	start "$clone" "$port" "${sample_command//localhost:9000/localhost:$issuer_port}"
	# Each request is repeated until it has the status behind it, for 30 seconds at most
	block "$page" "$section" sh 3 | sed -E 's/^curl -i (.*)# ([0-9]{3})/expect \2 \1# /' |
		sed "s/localhost:9000/localhost:$issuer_port/g; s/localhost:8080/localhost:$port/g" > "$work/rotation.sh"
	bash -euo pipefail -c '
		expect() {
			local status
			for _ in $(seq 1 60); do
				status=$(curl -s -o /dev/null -w "%{http_code}" "${@:2}")
				[[ $status != "$1" ]] || return 0
				sleep 0.5
			done
			echo "$status instead of $1" >&2
			return 1
		}
		source "$1"' bash "$work/rotation.sh" > "$work/rotation.log" 2>&1 || { kill -- "-$issuer"; cat "$work/rotation.log" >&2; fail "the rotation of keys"; }
	stop
	kill -- "-$issuer"
	wait "$issuer" 2>/dev/null || true
	checked "the keys of another issuer are rotated"
}

samples() {
	local command
	[[ -d $clone ]] || fail "run 'install' first"
	sample README.md 'Samples' 1
	sample docs/tutorial/protect-a-bookstore.md 'Start the bookstore' 1
	[[ $(block sample-app/README.md 'Open it' sh 1) == "$(block docs/tutorial/protect-a-bookstore.md 'Start the bookstore' sh 1)" ]] ||
		fail "sample-app/README.md and the tutorial start the sample in two ways"
	sample sample-reactive-app/README.md 'The bookstore on WebFlux' 1
	sample sample-gateway-app/README.md 'Try it' 1
	command=$(block sample-manifests-app/README.md 'Test it' sh 1)
	(cd "$clone" && bash -c "$command") > "$work/tests.log" 2>&1 || { tail -60 "$work/tests.log" >&2; fail "$command"; }
	checked "$command"
	other_issuer
	command=$(block docs/how-to/check-a-configuration.md 'Check a configuration before it is deployed' sh 1)
	(cd "$clone" && bash -c "$command") || fail "$command"
	checked "$command"
}

mkdir -p "$work"
settings
export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$work/m2"
(($#)) || set -- install tutorial samples
for step; do
	case $step in
		install) install ;;
		tutorial) tutorial webmvc && tutorial webflux ;;
		samples) samples ;;
		*) fail "unknown step '$step'" ;;
	esac
done
echo "First steps: $checks checks passed"
