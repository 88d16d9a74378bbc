# For the scripts of this folder, which run in the folder of the project.
snapshot=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -n 1)
published=$(sed -n 's:.*<module>\(microgate-jwt-.*\)</module>:\1:p' pom.xml | grep -v -e -parent)

# Copies what is under version control, or would be
copy_tree() {
	mkdir -p "$1"
	git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$1"
}

# Builds or deploys the published modules in the current folder, without tests
build() {
	mvn -B -q -Prelease -Dmaven.test.skip=true -Dmaven.install.skip=true -pl "${published//$'\n'/,}" -am "$@"
}
