# For the scripts of this folder, which run in the folder of the project.
snapshot=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
published=$(sed -n 's:.*<module>\(microgate-jwt-.*\)</module>:\1:p' pom.xml | grep -v -e -parent)

# Archives contain the permissions of files
umask 022

# What is under version control, or would be
tree() {
	git ls-files -z --cached --others --exclude-standard
}

copy_tree() { # FOLDER
	mkdir -p "$1"
	tree | xargs -0 cp --parents -t "$1"
}

digest_of_tree() {
	tree | sort -z | xargs -0 sha256sum | sha256sum
}

# Builds or deploys the published modules in the current folder, without tests
build() {
	./mvnw -B -q -Prelease -Dmaven.test.skip=true -Dmaven.install.skip=true -pl "${published//$'\n'/,}" -am "$@"
}
