# Sourced by run.sh: runs the applications and compares what they answer.

stop_all() {
	local file
	for file in "$work"/run/*.pid; do
		[[ ! -e $file ]] || { kill "$(<"$file")" 2>/dev/null || true; rm -f "$file"; }
	done
}

stop() {
	local pid
	pid=$(<"$work/run/application.pid")
	rm -f "$work/run/application.pid"
	kill "$pid" 2>/dev/null || true
	tail --pid="$pid" -f /dev/null
}

# Prints a reason; what was logged goes to the error stream
fail_with() { # log reason
	tail -n 60 "$1" | cut -c1-300 >&2
	echo "$2 ($1)"
}

jdk() { # major version
	local variable=JAVA_HOME_$1 home
	for home in "${!variable:-}" "${JAVA_HOME:-}" "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" /usr/lib/jvm/*; do
		if [[ -x $home/bin/java ]] && grep -q "^JAVA_VERSION=\"$1[.\"]" "$home/release" 2>/dev/null; then
			echo "$home"
			return
		fi
	done
	return 1
}

# Prints the major version that a line is run with
jdk_for() { # major version
	local in_use
	if jdk "$1" >/dev/null; then
		echo "$1"
		return
	fi
	in_use=$("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XshowSettings:properties -version 2>&1 |
		sed -n 's/^ *java.specification.version = //p')
	((in_use > $1)) && jdk "$in_use" >/dev/null && echo "$in_use"
}

free_port() {
	local port
	while
		port=$((20000 + RANDOM % 12000))
		(exec 4<>"/dev/tcp/localhost/$port") 2>/dev/null
	do :; done
	echo "$port"
}

log=$work/run/application.log

# Starts a JVM with the arguments behind a port
start() { # java-home port argument...
	mkdir -p "$work/run"
	local home=$1 port=$2
	shift 2
	PORT=$port UPSTREAM_PORT=$(free_port) "$home/bin/java" -XX:TieredStopAtLevel=1 "$@" >"$log" 2>&1 &
	echo $! >"$work/run/application.pid"
}

# Waits until the keys are there: the application has them from itself
await_keys() { # port
	local i
	for ((i = 0; i < 240; i++)); do
		kill -0 "$(<"$work/run/application.pid")" 2>/dev/null || return 1
		if curl -s "localhost:$1/actuator/health/microgateJwks/token-issuer" | grep -q '"status":"UP"'; then
			return 0
		fi
		sleep 1
	done
	return 1
}

# Sends the requests of a page; prints their number, or the first that is not answered as the page says
verdicts() { # page heading port
	local block line answer status expected count=0
	block=$(awk -v heading="## $2" '$0 == heading {on = 1; next} /^## / {on = 0} on' "$1" |
		awk '/^```sh$/ {on = 1; next} /^```$/ {on = 0} on' | sed "s/localhost:8080/localhost:$3/g")
	# The tokens; requests are taken from the page, which is this project's own
	eval "$(grep -E '^[A-Z]+=' <<<"$block")"
	while IFS= read -r line <&5; do
		answer=$(eval "$line" 2>/dev/null | tr -d '\r')
		status=$(sed -n '1s#^HTTP/1.1 \([0-9]*\).*#\1#p' <<<"$answer")
		expected=$(sed 's/.*# \([0-9]*\) .*/\1/' <<<"$line")
		if [[ $status != "$expected" ]]; then
			echo "$status instead of $expected: $line"
			return 1
		fi
		# The gateway's page also says what the upstream sees
		if [[ $line =~ \#\ 200\ .*:\ (.*) && $(tail -n 1 <<<"$answer") != "${BASH_REMATCH[1]}" ]]; then
			echo "the upstream sees '$(tail -n 1 <<<"$answer")': $line"
			return 1
		fi
		count=$((count + 1))
	done 5< <(grep '^curl ' <<<"$block")
	((count > 12)) || { echo "only $count requests found in $1"; return 1; }
	echo "$count"
}

requests_of() { # application port
	case $1 in
	gateway-*) verdicts sample-gateway-app/README.md "Try it" "$2" ;;
	*) verdicts docs/tutorial/protect-a-bookstore.md "Send requests" "$2" ;;
	esac
}

server_of() { # application
	case $1 in
	jetty) echo Jetty ;;
	netty | gateway-webflux) echo Netty ;;
	*) echo Tomcat ;;
	esac
}

# What an application that has run has logged: versions, server, a pattern, and no error
check_log() { # boot application java pattern
	local expected
	for expected in "(v$1)" "$(server_of "$2") started" "using Java $3[ .]" "$4"; do
		grep -q -- "$expected" "$log" || { fail_with "$log" "'$expected' is not in the log"; return 1; }
	done
	if grep -qE 'Exception|NoSuchMethod|NoClassDefFound| ERROR ' "$log"; then
		fail_with "$log" "errors were logged"
		return 1
	fi
}

# Starts the jar and sends the requests; what else has to hold is a pattern of the log
run_jar() { # boot application java pattern argument...
	local boot=$1 application=$2 java=$3 pattern=$4 directory port requests tests
	shift 4
	directory=$(build "$boot" "$application" "$java") || { echo "$directory"; return 1; }
	tests=$(tests_of "$directory")
	if has_tests "$application" && ((tests == 0)); then
		fail_with "$directory/build.log" "no test was run"
		return 1
	fi
	port=$(free_port)
	start "$(jdk "$java")" "$port" -jar "$directory/target/application-1.jar" "$@"
	await_keys "$port" || { stop; fail_with "$log" "did not start"; return 1; }
	requests=$(requests_of "$application" "$port") || { stop; fail_with "$log" "$requests"; return 1; }
	stop
	check_log "$boot" "$application" "$java" "$pattern" || return 1
	echo "$requests requests and $tests tests as expected"
}

# An older version stops the start with one sentence
run_refused() { # boot application java
	local directory status=0 sentence
	sentence="Microgate JWT needs Spring Boot 4.1.0 or newer, but the application runs with $1"
	directory=$(build "$1" "$2" "$3") || { echo "$directory"; return 1; }
	mkdir -p "$work/run"
	timeout 180 "$(jdk "$3")/bin/java" -jar "$directory/target/application-1.jar" --server.port=0 >"$log" 2>&1 ||
		status=$?
	# 124 if it hangs
	if ((status != 1)); then
		fail_with "$log" "exit code $status instead of 1"
		return 1
	fi
	if [[ $(grep -cxF "$sentence" "$log") != 1 || $(grep -c ' ERROR ' "$log") != 1 ]] ||
		! grep -q "APPLICATION FAILED TO START" "$log" || grep -qE '^\s+at |NoClassDefFound' "$log"; then
		fail_with "$log" "not refused with one sentence"
		return 1
	fi
	echo "$sentence"
}

# Waits for a number of starts of the same JVM
await_starts() { # number
	local i
	for ((i = 0; i < 240; i++)); do
		[[ $(grep -c 'Started BookstoreApplication' "$log") != "$1" ]] || return 0
		sleep 1
	done
	return 1
}

# Prints the live objects that are there once for each context, and the number of threads of Microgate
left_in_memory() { # java-home
	local pid
	pid=$(<"$work/run/application.pid")
	"$1/bin/jcmd" "$pid" GC.class_histogram | awk '
		$4 ~ /^io\.microgate\..*\.(RunningConfiguration|PolicyDecisionPoint|ConfigurationReload|MeterDecisionListener|BookstoreController)$/ {
			n[$4] += $2
		}
		END {for (class in n) print class, n[class]}' | sort
	echo "threads $("$1/bin/jcmd" "$pid" Thread.print | grep -ci '^"microgate')"
}

# Prints what is there when it has not changed for longer than idle threads live, which is 10 seconds
settled_memory() { # java-home
	local now last='' since=$SECONDS end=$((SECONDS + 120))
	while ((SECONDS < end)); do
		now=$(left_in_memory "$1")
		if [[ $now != "$last" ]]; then
			last=$now since=$SECONDS
		elif ((SECONDS - since > 15)); then
			break
		fi
		sleep 1
	done
	echo "$now"
	[[ $now == *'.RunningConfiguration 1'* ]] && ((SECONDS < end))
}

# Waits until what earlier contexts have left is collected; prints what is there then
await_memory() { # java-home expected
	local now='' end=$((SECONDS + 120))
	while ((SECONDS < end)) && [[ $now != "$2" ]]; do
		sleep 1
		now=$(left_in_memory "$1")
	done
	echo "$now"
	[[ $now == "$2" ]]
}

# Restarts in the same JVM, with a changed policy and with the first one again
run_devtools() { # boot application java
	local directory port home main=io.microgate.sample.BookstoreApplication configuration requests first last
	directory=$(build "$1" "$2" "$3" devtools) || { echo "$directory"; return 1; }
	[[ $2 != netty ]] || main=io.microgate.sample.reactive.BookstoreApplication
	configuration=$directory/target/classes/application.yml
	cp "$directory/src/main/resources/application.yml" "$configuration"
	home=$(jdk "$3")
	port=$(free_port)
	start "$home" "$port" -cp "$directory/target/classes:$(<"$directory/class-path")" "$main" \
		--spring.devtools.livereload.enabled=false
	await_keys "$port" || { stop; fail_with "$log" "did not start"; return 1; }
	requests=$(requests_of "$2" "$port") || { stop; fail_with "$log" "$requests"; return 1; }
	first=$(settled_memory "$home") || { stop; echo "not settled before the restarts: ${first//$'\n'/, }"; return 1; }
	sed -i '0,/authorization: {} /s//authorization: {deny: {}} /' "$configuration"
	await_starts 2 && await_keys "$port" || { stop; fail_with "$log" "did not restart"; return 1; }
	[[ $(curl -s -o /dev/null -w '%{http_code}' "localhost:$port/books") == 403 ]] ||
		{ stop; fail_with "$log" "the changed policy is not in force"; return 1; }
	cp "$directory/src/main/resources/application.yml" "$configuration"
	await_starts 3 && await_keys "$port" || { stop; fail_with "$log" "did not restart twice"; return 1; }
	requests=$(requests_of "$2" "$port") || { stop; fail_with "$log" "after two restarts: $requests"; return 1; }
	last=$(await_memory "$home" "$first") || { stop; echo "before the restarts: ${first//$'\n'/, }; after: ${last//$'\n'/, }"; return 1; }
	stop
	check_log "$1" "$2" "$3" "" || return 1
	echo "$requests requests as expected before and after two restarts, and 403 with the policy between them; ${last//$'\n'/, }"
}

run_mode() { # boot application java mode
	case $4 in
	verdicts) run_jar "$1" "$2" "$3" "" ;;
	virtual-threads)
		# The debug lines of refusals name their threads, the last 15 characters
		local threads=at-handler-
		[[ $2 != jetty ]] || threads='\[ *jetty-'
		run_jar "$1" "$2" "$3" "$threads" --spring.threads.virtual.enabled=true --logging.level.io.microgate=debug
		;;
	devtools) run_devtools "$1" "$2" "$3" ;;
	refused) run_refused "$1" "$2" "$3" ;;
	*) echo "unknown mode '$4'"; return 1 ;;
	esac
}
