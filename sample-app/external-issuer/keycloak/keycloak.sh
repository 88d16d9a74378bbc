#!/usr/bin/env bash
# A Keycloak on the loopback interface, with the realm of the sample:
#   keycloak.sh fetch     fetches it through Maven, unless it is there
#   keycloak.sh start     fetches it, starts it and waits until it answers
#   keycloak.sh stop      stops it; its keys and users are back at the next start
#   keycloak.sh clean     stops it and deletes everything
# KEYCLOAK_PORT: 8180 by default. KEYCLOAK_DIRECTORY: where everything is, target/keycloak of the sample by default.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sample=$(cd "$here/../.." && pwd)
port=${KEYCLOAK_PORT:-8180}
directory=${KEYCLOAK_DIRECTORY:-$sample/target/keycloak}
pid_file=$directory/pid
log=$directory/keycloak.log

running() {
	[[ -f $pid_file ]] && ps -o args= -p "$(<"$pid_file")" 2>/dev/null | grep -qF "$directory"
}

fetch() {
	compgen -G "$directory/*.marker" >/dev/null && return
	mvn -B -q -f "$sample/pom.xml" dependency:unpack@keycloak -Dkeycloak.directory="$directory"
}

start() {
	if running; then
		echo "Keycloak is running already" >&2
		exit 1
	fi
	fetch
	local home
	home=$(compgen -G "$directory/keycloak-*")
	mkdir -p "$home/data/import" "$directory/tmp"
	cp "$here/realm.json" "$home/data/import/"
	export JAVA_OPTS_KC_HEAP=${JAVA_OPTS_KC_HEAP:--Xms64m -Xmx512m} JAVA_OPTS_APPEND="-Djava.io.tmpdir=$directory/tmp"
	# For this demonstration only
	export KC_BOOTSTRAP_ADMIN_USERNAME=admin KC_BOOTSTRAP_ADMIN_PASSWORD=admin-demo
	nohup sh "$home/bin/kc.sh" start-dev --import-realm --http-host=127.0.0.1 --http-port="$port" \
		--hostname="http://localhost:$port" >"$log" 2>&1 </dev/null &
	echo $! >"$pid_file"
	for ((second = 0; second < 300; second++)); do
		if curl -sf "http://localhost:$port/realms/bookstore/.well-known/openid-configuration" >/dev/null; then
			echo "Tokens of http://localhost:$port/realms/bookstore after $second seconds, log in $log"
			return
		fi
		kill -0 "$(<"$pid_file")" 2>/dev/null || break
		sleep 1
	done
	tail -n 20 "$log" >&2
	stop
	exit 1
}

stop() {
	if running; then
		kill "$(<"$pid_file")"
		while running; do sleep 0.2; done
	fi
	rm -f "$pid_file"
}

case ${1:-} in
	fetch) fetch ;;
	start) start ;;
	stop) stop ;;
	clean) stop && rm -rf "$directory" ;;
	*) sed -n '2,7s/^# //p' "${BASH_SOURCE[0]}" && exit 2 ;;
esac
