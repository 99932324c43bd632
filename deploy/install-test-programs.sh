#!/bin/sh
# Installs the programs that the tests drive: Chromium, PostgreSQL's server and nginx (Debian, Ubuntu).
# Tests whose program is missing are skipped with the reason; CI installs them all.
set -u
if ! command -v apt-get >/dev/null; then
    echo "Chromium, PostgreSQL and nginx are not here, and this is no Debian: their tests will be skipped." >&2
    exit 0
fi
SUDO=""
[ "$(id -u)" = 0 ] || SUDO="sudo"
$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $SUDO apt-get install -y -qq --no-install-recommends \
    chromium postgresql nginx-light >/dev/null || echo "Could not install them: their tests will be skipped." >&2
