#!/usr/bin/env bash
# Finds or makes a folder with the programs of PostgreSQL for tests and prints its path. See --help.
set -euo pipefail

recipe=1                    # raise it when the recipe changes, so that older caches are not used

say() { printf '%s\n' "$*" >&2; }
fail() { say "postgres: $1"; exit "${2:-1}"; }

usage() {
  cat <<'TEXT'
Usage: eng/postgres.sh [--unpack | --print | --help]

Prints the folder with initdb, postgres and psql, which is all that goes to standard output. Debian's PostgreSQL is used where it is
installed; where it is not, its packages are downloaded from the machine's Debian archive and unpacked into a cache (about 60 MB and a
minute). Nothing is installed on the system and root is not needed.

  --unpack  use the cache also where PostgreSQL is installed
  --print   only print the folder when it is already there; exit with 1 when it is not
  --help    this text

Environment
  ORKESTRA_POSTGRES    a folder that holds initdb and postgres: it is printed as it is
  XDG_CACHE_HOME       the cache is $XDG_CACHE_HOME/orkestra, default ~/.cache/orkestra

Exit codes
  0 the path was printed, 1 it could not be made, 2 usage, 3 this machine cannot make it (not Debian, or a tool is missing)

Examples
  export ORKESTRA_POSTGRES="$(eng/postgres.sh)"
  eng/postgres.sh --print || echo "not made yet"
TEXT
}

only_print=false unpack=false
case "${1-}" in
  '') ;;
  --print) only_print=true ;;
  --unpack) unpack=true ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
[ $# -le 1 ] || { usage >&2; exit 2; }

holds() { [ -x "$1/initdb" ] && [ -x "$1/postgres" ] && [ -x "$1/psql" ]; }

if [ -n "${ORKESTRA_POSTGRES-}" ]; then
  if holds "$ORKESTRA_POSTGRES"; then printf '%s\n' "$ORKESTRA_POSTGRES"; exit 0; fi
  say "ORKESTRA_POSTGRES is set but holds no initdb, postgres and psql: it is not used."
fi

if ! $unpack; then
  for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V -r); do
    if holds "$folder"; then printf '%s\n' "$folder"; exit 0; fi
  done
fi

cache=${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/orkestra/postgres
arch=$(dpkg --print-architecture 2>/dev/null || uname -m)
. /etc/os-release 2>/dev/null || true
target=$cache/${ID-unknown}-${VERSION_CODENAME-unknown}-$arch-r$recipe

# DONE is written last and names the folder of the programs.
made() { [ -f "$target/DONE" ] && holds "$target/$(cat "$target/DONE")"; }
if made; then printf '%s\n' "$target/$(cat "$target/DONE")"; exit 0; fi
if $only_print; then say "PostgreSQL is not in $target. Make it with eng/postgres.sh"; exit 1; fi

[ "${ID-}" = debian ] || fail "PostgreSQL is taken from Debian's packages, and this is ${PRETTY_NAME:-not Debian}. Set ORKESTRA_POSTGRES to a folder with initdb, postgres and psql." 3
for tool in apt-get apt-cache dpkg-deb flock; do
  command -v $tool >/dev/null || fail "needs $tool" 3
done

mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9
if made; then printf '%s\n' "$target/$(cat "$target/DONE")"; exit 0; fi
work=$(mktemp -d "$cache/work.XXXXXX")
trap 'rm -rf "$work"' EXIT
log=$cache/make.log
say "Unpacking PostgreSQL for tests in $target (log: $log)"

# Own lists and caches: neither root nor the system's are needed. The system's list of installed packages tells which libraries are there.
own=(-o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::Languages=none -o Debug::NoLocking=1)

make_it() {
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/out"
  apt-get --quiet "${own[@]}" update || echo "apt-get update had errors; going on with what it got"
  local name missing
  name=$(apt-cache "${own[@]}" depends postgresql | sed -n 's/^ *Depends: \(postgresql-[0-9]*\)$/\1/p' | head -n 1)
  [ -n "$name" ] || { echo "postgresql is not in the archive"; return 1; }
  missing=$(apt-get "${own[@]}" --simulate --no-install-recommends --reinstall install "$name" "postgresql-client-${name##*-}" libpq5 | sed -n 's/^Inst \([^ ]*\) .*/\1/p' | sort -u)
  cd "$work/debs"
  # shellcheck disable=SC2086
  apt-get --quiet "${own[@]}" download $missing "$name" "postgresql-client-${name##*-}" libpq5 || return 1
  local package
  for package in ./*.deb; do dpkg-deb -x "$package" "$work/out" || return 1; done
  local folder=usr/lib/postgresql/${name##*-}/bin
  holds "$work/out/$folder" || { echo "no programs in $folder"; return 1; }
  LD_LIBRARY_PATH=$(echo "$work"/out/usr/lib/*-linux-gnu) "$work/out/$folder/postgres" --version || return 1
  ls >"$work/out/MADE-FROM"
  printf '%s\n' "$folder" >"$work/out/DONE"
  rm -rf "$target"
  mv -T "$work/out" "$target"
}

if ! make_it >"$log" 2>&1 9>&-; then
  say "The end of $log:"
  tail -n 20 "$log" >&2
  exit 1
fi
printf '%s\n' "$target/$(cat "$target/DONE")"
