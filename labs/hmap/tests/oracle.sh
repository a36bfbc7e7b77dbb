#!/bin/sh
# oracle.sh OPS - compares what the program OPS prints with Go's own map, where a
# Go with a bucket map (before 1.24) is installed.

cd "$(dirname "$0")" || exit 1
ops=$OLDPWD/$1

not_checked() {
    echo "hmap against Go's map: NOT CHECKED: $1"
    exit 0
}

command -v go > /dev/null ||
    not_checked "no Go is installed (Debian 12: apt-get install golang-go)"
minor=$(go version | sed -n 's/.* go1\.\([0-9]*\).*/\1/p')
test -n "$minor" && test "$minor" -lt 24 ||
    not_checked "$(go version) has no bucket map; it takes one before 1.24"

cache=$(dirname "$ops")/go
export GOCACHE="$cache/cache" GOPATH="$cache/path" GOFLAGS=-mod=mod GO111MODULE=off
go build -o "$cache/oracle" oracle.go || exit 1
said=$("$ops" | "$cache/oracle")
status=$?
echo "hmap against Go's map (1.$minor): $said"
exit $status
